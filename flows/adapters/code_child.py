"""Runs one piece of JavaScript and ends. This file is the program of a child process; it is never imported.

    python -I -S code_child.py LIBRARY CPU_SECONDS MEMORY_BYTES OUTPUT_BYTES

stdin: `{"source", "vars"}` as JSON. stdout: `{"value": …}` or `{"failed": reason, "detail"?: text}`.
By the time the source is read, the process has given up its user, its files, its right to start others, and every
system call that calculating does not need. Only the standard library and the engine in LIBRARY are used.
"""

import ctypes
import json
import os
import platform
import resource
import struct
import sys

NOBODY = 65534
STACK_BYTES = 512 * 1024
PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 4, 38, 22
SECCOMP_FILTER = 2
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000  # REFUSE: errno EPERM
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
# By architecture: its audit number, and the numbers of the calls that calculating, reading and writing need: read,
# write, close, mmap, mprotect, munmap, mremap, brk, madvise, rt_sigaction, rt_sigprocmask, rt_sigreturn, sigaltstack,
# futex, sched_yield, nanosleep, clock_gettime, gettimeofday, getrandom, getpid, gettid, getrusage, exit, exit_group.
CALLS = {
    "x86_64": (
        0xC000003E,
        (0, 1, 3, 9, 10, 11, 25, 12, 28, 13, 14, 15, 131, 202, 24, 35, 228, 96, 318, 39, 186, 98, 60, 231),
    ),
    "aarch64": (
        0xC00000B7,
        (*(63, 64, 57, 222, 226, 215, 216, 214, 233, 134, 135, 139),
         *(132, 98, 124, 101, 113, 169, 278, 172, 178, 165, 93, 94)),
    ),
}  # fmt: skip
RUN = """
(function (stringify, parse, Maker) {
  "use strict";
  return function (source, text) {
    const made = stringify(new Maker("vars", source)(parse(text)));
    return made === undefined ? "null" : made;
  };
})(JSON.stringify, JSON.parse, Function)
"""


def main() -> None:
    library, cpu, memory, output = sys.argv[1], *map(int, sys.argv[2:5])
    sys.path.insert(0, library)
    import _quickjs

    context = _quickjs.Context()
    libc = ctypes.CDLL(None, use_errno=True)
    give_up_everything(libc, cpu, memory)
    given = json.loads(sys.stdin.buffer.read())
    answer = json.dumps(run(_quickjs, context, given, cpu, memory // 2, output)).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)


def give_up_everything(libc: ctypes.CDLL, cpu: int, memory: int) -> None:
    """In this order: each step needs what a later one takes away."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu + 1, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    filter_calls(libc)


def filter_calls(libc: ctypes.CDLL) -> None:
    """From here on the kernel refuses what is not in CALLS: files, sockets, programs, processes."""
    if platform.machine() not in CALLS:
        return
    audit, allowed = CALLS[platform.machine()]
    code = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, audit), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    code += [(EQUAL, len(allowed) - at, 0, number) for at, number in enumerate(allowed)]
    code += [(RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)]
    packed = b"".join(struct.pack("HBBI", *one) for one in code)
    buffer = ctypes.create_string_buffer(packed, len(packed))
    program = struct.pack("HL", len(code), ctypes.addressof(buffer))
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_FILTER, ctypes.c_char_p(program), 0, 0) != 0:
        os._exit(3)


def run(engine: object, context: object, given: dict, cpu: int, memory: int, output: int) -> dict:
    context.set_memory_limit(memory)
    context.set_max_stack_size(STACK_BYTES)
    context.set_time_limit(cpu)
    try:
        # QuickJS's eval, of our own RUN; the author's source goes in as a text. By now this process has no rights left.
        made = context.eval(RUN)(given["source"], json.dumps(given["vars"]))
    except engine.JSException as error:
        return refused(str(error))
    except MemoryError:
        return {"failed": "out_of_memory"}
    if not isinstance(made, str):
        return {"failed": "unreadable"}
    if len(made) > output:
        return {"failed": "too_large"}
    return {"value": json.loads(made)}


def refused(text: str) -> dict:
    """The kind of error and its line; its words only for a mistake of spelling: others may hold what a visitor said."""
    first, lines = text.split("\n", 1)[0], text.split("\n")[1:]
    if "interrupted" in first:
        return {"failed": "too_slow"}
    if "out of memory" in first:
        return {"failed": "out_of_memory"}
    name = first.split(":", 1)[0].strip()
    name = name if name.isidentifier() and name.isascii() and len(name) < 40 else "Error"
    told = first[:200] if name == "SyntaxError" else name
    frames = [at.rsplit("<input>:", 1)[1] for at in lines if "<input>:" in at and "<anonymous>" not in at]
    line = frames[0].split(":")[0] if frames else ""
    # Making a function of the source puts two lines before it.
    return {"failed": "error", "detail": f"{told} in line {int(line) - 2}" if line.isdigit() else told}


if __name__ == "__main__":
    main()
