"""Access: keys open only what they should, as long as they should."""

import pytest

from postil.errors import Conflict, InvalidInput, NotConfirmed, NotFound, NotSignedIn

EXTENSION = "chrome-extension://abcdefghijklmnop"


def asked(library):
    return library.pairings.ask(
        library.pairings.new_code(), name="Postil for Chromium", version="0.1.0", origin=EXTENSION
    )


def test_the_librarys_own_token_opens_it(library):
    assert library.access.grant(library.access.own_token).name == "library"


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 64])
def test_any_other_token_opens_nothing(library, token):
    with pytest.raises(NotSignedIn):
        library.access.grant(token)


def test_a_named_token_works_until_it_is_revoked(library):
    token = library.access.create_token("backup script")
    assert library.access.grant(token).name == "backup script"
    library.access.revoke_token("backup script")
    with pytest.raises(NotSignedIn):
        library.access.grant(token)


def test_a_name_is_given_once(library):
    library.access.create_token("script")
    with pytest.raises(Conflict):
        library.access.create_token("script")


def test_only_the_hash_of_a_token_is_kept(library, tmp_path):
    token = library.access.create_token("script")
    library.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"script" in kept
    assert token.encode() not in kept


BAD_NAMES = ["", "  ", "library", "x" * 101, ".", "..", "\x1b[2Jscript"]


@pytest.mark.parametrize("name", [*BAD_NAMES, "two\nlines", "a\tb"])
def test_a_bad_name_is_refused(library, name):
    with pytest.raises(InvalidInput, match="name"):
        library.access.create_token(name)


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_pairing_under_a_name_that_could_not_be_revoked_is_refused(library, name):
    with pytest.raises(InvalidInput, match="name"):
        library.pairings.ask(library.pairings.new_code(), name=name, version="0.1.0", origin=EXTENSION)


def test_a_sign_in_link_works_once(library):
    code = library.access.new_sign_in()
    session = library.access.sign_in(code)
    assert library.access.session(session)
    with pytest.raises(NotSignedIn, match="was used"):
        library.access.sign_in(code)


def test_a_sign_in_link_is_good_for_ten_minutes(library, clock):
    code = library.access.new_sign_in()
    clock.pass_by(minutes=10)
    with pytest.raises(NotSignedIn, match="too old"):
        library.access.sign_in(code)


def test_a_session_ends_when_signed_out_and_by_itself(library, clock):
    first = library.access.sign_in(library.access.new_sign_in())
    second = library.access.sign_in(library.access.new_sign_in())
    library.access.sign_out(first)
    with pytest.raises(NotSignedIn):
        library.access.session(first)
    clock.pass_by(days=90)
    with pytest.raises(NotSignedIn):
        library.access.session(second)


def test_signing_out_everywhere_ends_every_session(library):
    session = library.access.sign_in(library.access.new_sign_in())
    assert library.access.sign_out_everywhere() == 1
    with pytest.raises(NotSignedIn):
        library.access.session(session)


def test_a_pairing_opens_nothing_until_the_reader_says_yes(library):
    token = asked(library)
    with pytest.raises(NotConfirmed):
        library.access.grant(token)
    (request,) = library.pairings.waiting()
    library.pairings.confirm(request.id)
    assert library.access.grant(token).origin == EXTENSION
    assert library.pairings.waiting() == ()


def test_a_refused_pairing_opens_nothing(library):
    token = asked(library)
    (request,) = library.pairings.waiting()
    library.pairings.refuse(request.id)
    with pytest.raises(NotSignedIn):
        library.access.grant(token)
    with pytest.raises(NotFound):
        library.pairings.confirm(request.id)


def test_a_pairing_code_is_good_for_a_minute_and_once(library, clock):
    used = library.pairings.new_code()
    library.pairings.ask(used, name="Postil", version="1", origin=EXTENSION)
    old = library.pairings.new_code()
    clock.pass_by(minutes=1)
    for code in (used, old, "made up"):
        with pytest.raises(NotSignedIn, match="press Connect"):
            library.pairings.ask(code, name="Postil", version="1", origin=EXTENSION)


def test_the_same_extension_paired_again_gets_a_name_of_its_own(library):
    for _ in range(2):
        asked(library)
    names = [library.pairings.confirm(request.id).name for request in library.pairings.waiting()]
    assert names == ["Postil for Chromium", "Postil for Chromium 2"]
