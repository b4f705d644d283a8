"""Code of authors runs in a box: it answers, or it ends bounded with a reason, and it reaches nothing outside."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import psutil
import pytest

from flows.adapters.code_runner import CodeRunner

from .bots import bot, listen, say, to


def run(source: str, seconds: float = 10.0, **values):
    return asyncio.run(CodeRunner().run(source, values, seconds))


def test_what_is_returned_comes_back():
    source = "const all = vars.prices.reduce((a, b) => a + b, 0); return {total: all, first: vars.prices[0]}"
    assert run(source, prices=[1, 2.5]) == {"value": {"total": 3.5, "first": 1}}
    assert run("return") == {"value": None}
    assert run("return 'é✓'") == {"value": "é✓"}


ATTACKS = {
    "endless loop": ("while (true) {}", "too_slow"),
    "loop that catches its own end": ("while (true) { try { while (true) {} } catch (e) {} }", "too_slow"),
    "finally that never ends": ("try { while (true) {} } finally { while (true) {} }", "too_slow"),
    "memory": ("const a = []; while (true) a.push(new Array(1000).fill(1))", "out_of_memory"),
    "a very long text": ("let s = 'x'; while (true) s += s", "error"),
    "a huge buffer": ("return new ArrayBuffer(2 ** 40)", "error"),
    "recursion": ("function f() { return f() + 1 } return f()", "error"),
    "mutual recursion in a getter": ("const o = { get a() { return this.a } }; return o.a", "error"),
    "catastrophic regular expression": ("return /(a+)+$/.test('a'.repeat(40) + 'b')", "too_slow"),
    "huge output": ("return 'x'.repeat(1e6)", "too_large"),
    "huge output by toJSON": ("Object.prototype.toJSON = () => 'x'.repeat(1e6); return {}", "too_large"),
    "a proxy that never ends": ("return new Proxy({}, { ownKeys() { while (true); } })", "too_slow"),
    "a circle": ("const a = {}; a.a = a; return a", "error"),
    "a sort that never ends": ("return [3, 2, 1].sort(() => { while (true); })", "too_slow"),
    "deep nesting": ("let a = []; for (let i = 0; i < 1e6; i++) a = [a]; return a", "error"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_end_bounded_with_a_reason(attack):
    source, reason = ATTACKS[attack]
    started = time.monotonic()
    assert run(source)["failed"] == reason
    assert time.monotonic() - started < 9


def test_prototype_tricks_change_only_the_box():
    tricks = """
        Object.prototype.polluted = 1; Array.prototype.push = () => 0; JSON.stringify = () => '"no"';
        JSON.parse = () => 'no'; Function.prototype.call = () => 'no'; globalThis.vars = 'no';
        return {kept: vars.name}
    """
    assert run(tricks, name="Ada") == {"value": {"kept": "Ada"}}
    assert run("return {clean: ({}).polluted === undefined}") == {"value": {"clean": True}}


def test_there_is_nothing_to_reach():
    names = "require process std os fetch XMLHttpRequest WebSocket Worker importScripts Deno scriptArgs print"
    assert run(f"return '{names}'.split(' ').filter(n => typeof globalThis[n] !== 'undefined')") == {"value": []}
    for source in ("return import('os')", "return import('std').then(m => m.loadFile('/etc/passwd'))"):
        assert "root" not in str(run(source))
    escape = "return this.constructor.constructor('return typeof process + typeof require')()"
    assert run(escape.replace("this.", "({}).")) == {"value": "undefinedundefined"}


def test_a_reason_never_quotes_what_a_visitor_said():
    result = run("null.x;\nthrow new Error(vars.card)", card="4111 1111")
    assert result == {"failed": "error", "detail": "TypeError in line 1"}
    assert run("\nthrow new Error(vars.card)", card="4111 1111") == {"failed": "error", "detail": "Error in line 2"}
    assert run("throw vars.card", card="4111 1111") == {"failed": "error", "detail": "Error"}
    assert run("let a = ;")["detail"].endswith("in line 1")


async def _look_inside(source: str, look):
    """What `look` finds about the child while `source` runs in it."""
    runner = CodeRunner()
    task = asyncio.create_task(runner.run(source, {}, 10.0))
    found = None
    for _ in range(200):
        await asyncio.sleep(0.02)
        children = [one for one in psutil.Process().children() if any("code_child" in part for part in one.cmdline())]
        # The box stands once its kernel filter does.
        if children and "Seccomp:\t2" in Path(f"/proc/{children[0].pid}/status").read_text():
            found = look(children[0].pid)
            break
    result = await task
    return found, result


def test_the_child_has_nothing_left_to_lose():
    def look(pid: int):
        status = dict(
            line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line
        )
        limits = Path(f"/proc/{pid}/limits").read_text()
        return status, limits, psutil.pid_exists(pid)

    found, result = asyncio.run(_look_inside("while (true) {}", look))
    status, limits, _ = found
    assert result == {"failed": "too_slow"}
    if os.geteuid() == 0:
        assert set(status["Uid"].split()) == set(status["Gid"].split()) == {"65534"}
        assert status["Groups"].strip() == ""
    else:
        assert "0" not in status["Uid"].split()
    assert (status["NoNewPrivs"], status["CapEff"]) == ("1", "0" * 16)
    rows = {line[:26].strip(): line[26:].split() for line in limits.splitlines()[1:]}
    assert rows["Max open files"][0] == rows["Max processes"][0] == rows["Max file size"][0] == "0"
    assert int(rows["Max address space"][0]) <= 256 * 1024 * 1024 and int(rows["Max cpu time"][0]) <= 4


def test_the_wall_deadline_kills_what_sleeps_through_its_processor_time():
    async def stopped():
        """A child that is stopped uses no processor time at all; only our deadline can end it."""
        return await _look_inside_with_deadline("while (true) {}", 1.5)

    async def _look_inside_with_deadline(source, seconds):
        runner = CodeRunner()
        task = asyncio.create_task(runner.run(source, {}, seconds))
        child = None
        while child is None:
            await asyncio.sleep(0.02)
            children = psutil.Process().children()
            child = next((one for one in children if "code_child" in " ".join(one.cmdline())), None)
        child.suspend()
        return child, await task

    child, result = asyncio.run(stopped())
    assert result == {"failed": "timeout"}
    assert not child.is_running()


def _forbidden(work: str) -> str:
    """Runs Python inside the box of the child, to see that the kernel and not only the engine says no."""
    import subprocess
    import sys

    from flows.adapters.code_runner import CHILD, find_engine

    program = f"""
import ctypes, importlib.util, os, socket, sys
sys.path.insert(0, {find_engine()!r})
spec = importlib.util.spec_from_file_location("child", {str(CHILD)!r})
child = importlib.util.module_from_spec(spec)
spec.loader.exec_module(child)
child.give_up_everything(ctypes.CDLL(None, use_errno=True), 2, 256 * 1024 * 1024)
try:
    {work}
    os.write(1, b"done")
except OSError as error:
    os.write(1, str(error.errno).encode())
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, timeout=20, env={})
    return done.stdout.decode() or f"killed {done.returncode}"


@pytest.mark.parametrize(
    "work",
    [
        "os.open('/etc/passwd', os.O_RDONLY)",
        "os.open('/tmp/x', os.O_WRONLY | os.O_CREAT)",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "socket.socket()",
        "os.kill(os.getppid(), 0)",
        "os.listdir('/')",
        "os.setuid(0)",
        "os.unlink('/tmp/nothing')",
    ],
)
def test_the_kernel_refuses_what_calculating_does_not_need(work):
    assert _forbidden(work) in ("1", "11", "24")


def test_calculating_is_allowed():
    assert _forbidden("sum(range(1000))") == "done"


def test_a_step_gets_the_result_where_the_operator_allows_code(settings, workspace, publish, start):
    from .conftest import Talk

    settings.CODE_STEPS = True
    document = bot(
        listen("said"),
        {"type": "code", "config": {"source": "return {big: vars.said.toUpperCase()}", "save_as": "made"}},
        say("{{ made.big }}"),
        transitions=(to("s2", "failed"),),
        variables=[{"name": "said", "type": "text"}, {"name": "made", "type": "object"}],
    )
    assert Talk(start(), publish(document)).say("hello") == ["HELLO"]


def test_code_that_never_ends_leaves_by_failed_and_holds_up_nobody(settings, publish, start):
    from .bots import counter
    from .conftest import Talk

    settings.CODE_STEPS = True
    document = bot(
        listen(),
        {"type": "code", "config": {"source": "while (true) {}"}},
        transitions=(to("s2", "failed", "n2"),),
    )
    document["flows"][0]["nodes"].append(
        {"id": "n2", "title": "Failed", "steps": [{"id": "f1", **say("failed: {{ problem.detail }}")}]}
    )
    runtime = start()
    slow, fast = Talk(runtime, publish(document)), Talk(runtime, publish(counter()))
    slow.send("go", "m", wait=0)
    assert [fast.say("hi") for _ in range(5)] == [[str(number)] for number in range(1, 6)]
    assert slow.say("go", id="m") == ["failed: too_slow"]
