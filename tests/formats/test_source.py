"""Opening archives and folders that strangers hand over."""

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.formats import ArchiveError, open_source

FILES = {"bot.json": b"{}", "flows/main.flow.json": b'{"nodes": []}'}


def tgz(files, *, mode="w:gz", change=None):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            if change:
                change(member)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def zipped(files, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data, **more)
    return out.getvalue()


def refusal(data):
    with pytest.raises(ArchiveError) as caught:
        open_source(data)
    return caught.value.code


def test_archives_and_folders_give_the_same_files(tmp_path):
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"x")
    assert open_source(tmp_path) == FILES
    assert open_source(tgz(FILES)) == FILES
    assert open_source(tgz(FILES, mode="w")) == FILES
    assert open_source(zipped(FILES)) == FILES
    archive = tmp_path / "bot.tgz"
    archive.write_bytes(tgz({f"./{name}": data for name, data in FILES.items()}))
    assert open_source(archive) == FILES
    assert open_source(str(archive)) == FILES


def test_a_single_json_file_is_a_source_as_well():
    assert open_source(b'\xef\xbb\xbf {"a": 1}', "pizza.json") == {"pizza.json": b'\xef\xbb\xbf {"a": 1}'}
    assert open_source(b"[]") == {"bot.json": b"[]"}


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "a//b", "C:/x", "a\\b", "..", "a/./b", "x" * 300, "a\nb"]
)
def test_strange_paths_are_refused(name):
    assert refusal(tgz({name: b"x"})) == "path"
    if "\\" not in name:  # zipfile turns these into slashes when it writes
        assert refusal(zipped({name: b"x"})) in ("path", "empty")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(kind):
    def change(member):
        member.type, member.linkname, member.size = kind, "/etc/passwd", 0

    assert refusal(tgz({"a": b""}, change=change)) == "link"


def test_a_link_in_a_zip_or_a_folder_is_refused(tmp_path):
    member = zipfile.ZipInfo("a")
    member.external_attr = 0o120777 << 16
    assert refusal(zipped({member: b"/etc/passwd"})) == "link"
    (tmp_path / "a").symlink_to("/etc/passwd")
    assert refusal(tmp_path) == "link"


def test_the_same_name_twice_is_refused():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name in ("a", "./a"):
            archive.addfile(tarfile.TarInfo(name))
    assert refusal(out.getvalue()) == "path"


def test_bombs_are_stopped_while_they_unpack():
    huge = b"\0" * (60 * 1024 * 1024)
    assert refusal(tgz({"a": huge})) in ("too-large", "ratio")
    assert refusal(zipped({"a": huge})) in ("too-large", "ratio")
    assert refusal(zipped({"a": b"\0" * (8 * 1024 * 1024)})) == "ratio"
    # A gzip of zeros is no tar at all, however long it is.
    assert refusal(gzip.compress(huge)) in ("too-large", "not-an-archive", "empty")


def test_a_zip_that_lies_about_its_sizes_is_refused():
    data = bytearray(zipped({"a": b"\0" * 3_000_000}))
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)) == "not-an-archive"


def test_too_many_members_are_refused():
    many = {f"f{number}": b"" for number in range(30_001)}
    assert refusal(tgz(many)) == "too-many-members"
    assert refusal(zipped(many)) == "too-many-members"


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"PK\x03\x04 broken", b"\x1f\x8b broken", tgz(FILES)[:60], b"\0" * 600]
)
def test_what_is_no_archive_is_refused(data):
    assert refusal(data) in ("empty", "not-an-archive")


def test_what_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "nothing.tgz") == "missing"
    assert refusal(tmp_path) == "empty"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([tgz(FILES), zipped(FILES), tgz(FILES, mode="w")]), st.data())
def test_damaged_archives_are_refused_in_one_way_or_read(data, draw):
    broken = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        broken[draw.draw(st.integers(0, len(broken) - 1))] = draw.draw(st.integers(0, 255))
    try:
        assert isinstance(open_source(bytes(broken)), dict)
    except ArchiveError as error:
        assert error.code and error.detail
