import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """Read the settings from an environment that holds just these, in a folder without .env."""
    monkeypatch.chdir(tmp_path)

    def read(**environment):
        for name in ("DATABASE_URL", "TREFOIL_HOME"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return Settings()

    return read


def test_without_a_word_the_data_lies_in_the_home_of_trefoil(settings, tmp_path):
    url = settings(TREFOIL_HOME=str(tmp_path / "data")).url

    assert url.database == str(tmp_path / "data" / "trefoil.db")


def test_an_absolute_path_is_left_alone(settings):
    assert settings(DATABASE_URL="sqlite:////var/lib/firm.db").url.database == "/var/lib/firm.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gets_our_driver(settings, scheme):
    url = settings(DATABASE_URL=f"{scheme}://ana:secret@db.example/firm").url

    assert url.drivername == "postgresql+psycopg"
    assert "secret" not in url.render_as_string()


@pytest.mark.parametrize(
    "wrong", ["mysql://db/firm", "firm.db", "//", "sqlite://x.db", "postgresql://u@h:abc/x"]
)
def test_what_is_no_database_of_ours_is_refused_without_repeating_it(settings, wrong):
    with pytest.raises(ValidationError) as refused:
        settings(DATABASE_URL=wrong)

    assert "sqlite:///trefoil.db" in str(refused.value)
    assert f"'{wrong}'" not in str(refused.value)


def test_a_file_beside_the_program_may_hold_the_settings(settings, tmp_path):
    (tmp_path / ".env").write_text("DATABASE_URL=sqlite:////srv/firm.db\n", encoding="utf-8")

    assert settings().url.database == "/srv/firm.db"


def test_an_empty_value_is_no_value(settings):
    assert settings(DATABASE_URL="").url.database.endswith("trefoil.db")
