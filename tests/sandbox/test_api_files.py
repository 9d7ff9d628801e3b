"""Files: announced, uploaded, completed, shared; and read by who shows a token."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

PNG = b"\x89PNG not really"


@pytest.fixture
def announced(client):
    """Return what announces a file and sends its bytes, and gives its id."""

    def announce(content=PNG, **more):
        length = more.pop("length", len(content))
        place = client.files_getUploadURLExternal(filename="chart.png", length=length, **more)
        with urlopen(Request(place["upload_url"], content)) as answer:  # noqa: S310
            assert answer.status == 200
        return place["file_id"]

    return announce


def read(url, token=""):
    with urlopen(Request(url, headers={"Authorization": f"Bearer {token}"})) as answer:  # noqa: S310
        return answer.headers.get_content_type(), answer.read()


def test_the_sdks_own_upload_shares_a_file(client, workspace, id_of):
    client.files_upload_v2(
        channel=id_of("#apollo"),
        content=PNG,
        filename="chart.png",
        title="The chart",
        alt_txt="A line that rises",
        initial_comment="Look",
    )

    (file,) = workspace.files.values()
    (message,) = workspace.messages[id_of("#apollo")]
    assert (file.title, file.mimetype, file.content) == ("The chart", "image/png", PNG)
    assert file.alt_text == "A line that rises"
    assert (message.text, message.files) == ("Look", [file.id])
    assert file.channels == {id_of("#apollo")}


def test_a_file_that_is_not_shared_can_stand_in_a_block(client, announced):
    file_id = announced()
    client.files_completeUploadExternal(files=[{"id": file_id, "title": "T"}])
    image = {"type": "image", "alt_text": "a chart", "slack_file": {"id": file_id}}

    assert client.chat_postMessage(channel="#apollo", text="hi", blocks=[image])["ok"]


def test_a_file_is_described_and_its_bytes_are_for_token_holders(client, announced):
    file_id = announced()
    client.files_completeUploadExternal(files=[{"id": file_id}])

    file = client.files_info(file=file_id)["file"]

    assert (file["title"], file["size"], file["channels"]) == ("chart.png", len(PNG), [])
    assert read(file["url_private"], client.token) == ("image/png", PNG)
    assert read(file["url_private"])[0] == "text/html"  # the page on which one signs in


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("missing_argument", {"length": 0}),
        ("file_upload_size_restricted", {"length": 10**10}),
        ("alt_txt_too_large", {"length": 1, "alt_txt": "x" * 1_001}),
    ],
)
def test_what_cannot_be_announced(client, refused, code, arguments):
    answer = refused(client.files_getUploadURLExternal, filename="chart.png", **arguments)

    assert answer["error"] == code


def test_as_many_bytes_must_come_as_were_announced(announced):
    with pytest.raises(HTTPError, match="400") as found:
        announced(length=3)
    found.value.close()


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("channel_not_found", {"channel_id": "C0NOWHERE0"}),
        ("channel_not_found", {"channel_id": "C0BOARD0000"}),
        ("channel_not_found", {"channel_id": "C0OLDLAUNCH"}),
        ("not_in_channel", {"channel_id": "C0BOREALIS0"}),
        ("channels_limit_exceeded", {"channels": ["C0APOLLO000"] * 101}),
        ("file_not_found", {"files": [{"id": "F0NOWHERE0"}]}),
        ("invalid_arguments", {"files": "{}"}),
    ],
)
def test_what_cannot_be_completed(client, refused, announced, code, more):
    file_id = announced()
    arguments = {"files": [{"id": file_id}]} | more

    answer = refused(client.api_call, api_method="files.completeUploadExternal", json=arguments)

    assert answer["error"] == code
    assert refused(client.files_info, file=file_id)["error"] == "file_not_found"


def test_a_file_is_completed_once(client, refused, announced):
    files = [{"id": announced()}]
    client.files_completeUploadExternal(files=files)

    again = refused(client.files_completeUploadExternal, files=files)

    assert again["error"] == "file_not_found"
    assert refused(client.files_info, file="F0NOWHERE0")["error"] == "file_not_found"
