import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """Read the settings from an environment that holds just these, in a folder without .env."""
    monkeypatch.chdir(tmp_path)

    def read(**environment):
        for name in Settings.model_fields:
            monkeypatch.delenv(name.upper(), raising=False)
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


def test_leaders_are_listed_with_commas(settings):
    listed = settings(TREFOIL_LEADERS=" ana@example.org, U0BEN00000 ,,").trefoil_leaders

    assert listed == ("ana@example.org", "U0BEN00000")
    assert settings(TREFOIL_LEADERS="").trefoil_leaders == ()


def test_secrets_lose_the_end_of_their_line_and_are_never_shown(settings):
    read = settings(SLACK_BOT_TOKEN="xoxb-1-secret\n", SLACK_SIGNING_SECRET="abc")  # noqa: S106

    assert read.secrets == ("xoxb-1-secret", "abc")
    assert "secret'" not in repr(read)
    assert "xoxb" not in repr(read)


def test_slack_is_reached_at_its_own_address_unless_told(settings):
    assert settings().slack_api_url == "https://slack.com/api/"
    assert settings(SLACK_API_URL="http://127.0.0.1:9/api").slack_api_url.endswith("/api/")


@pytest.mark.parametrize("wrong", ["slack.com", "ftp://slack.com/api", "https:///api"])
def test_what_is_no_address_is_refused(settings, wrong):
    with pytest.raises(ValidationError) as refused:
        settings(SLACK_API_URL=wrong)

    assert "https://slack.com/api/" in str(refused.value)


def test_the_log_is_asked_for_in_large_or_small_letters(settings):
    read = settings(TREFOIL_LOG_LEVEL="DEBUG", TREFOIL_LOG_FORMAT="Json")

    assert (read.trefoil_log_level, read.trefoil_log_format) == ("debug", "json")


def test_the_clock_of_a_rehearsal_names_its_zone(settings):
    assert settings(TREFOIL_CLOCK="2030-05-06T09:00:00Z").trefoil_clock.year == 2030
    with pytest.raises(ValidationError):
        settings(TREFOIL_CLOCK="2030-05-06T09:00:00")
