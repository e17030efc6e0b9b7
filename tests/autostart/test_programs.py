import shlex
import sys

import pytest

from postil.autostart import AutostartFailed, run_program, typed


def test_a_program_is_run_to_its_end_without_a_shell():
    source = "import sys; print(sys.argv[1]); print('no', file=sys.stderr); sys.exit(3)"
    ran = run_program((sys.executable, "-c", source, "$HOME; %PATH% 'x'"))
    assert (ran.code, ran.out.strip(), ran.said.strip()) == (3, "$HOME; %PATH% 'x'", "no")


def test_letters_of_another_code_page_stop_nothing():
    ran = run_program((sys.executable, "-c", r"import sys; sys.stdout.buffer.write(b'\x81 ok')"))
    assert ran.out == "\ufffd ok"


def test_a_program_that_is_not_there_is_said_in_a_sentence():
    with pytest.raises(AutostartFailed, match=r"^no-such-program: can't be run on this system \("):
        run_program(("no-such-program",))


def test_a_command_is_shown_as_it_would_be_typed():
    command = ("/a b/python", "serve", "--data", "/it's $HOME")
    assert shlex.split(typed(command, "linux")) == list(command)
    assert typed(("C:\\a b\\python.exe", "serve"), "win32") == '"C:\\a b\\python.exe" serve'
