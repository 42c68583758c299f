#!/usr/bin/env python3
"""Runs `true` on many hosts over sessions that stay open, with the Python library parallel-ssh.

    parallel-ssh.py HOSTS PORT USER KEY COMMANDS

HOSTS is a file of addresses. Prints two lines, for the login with the first command and for COMMANDS more on each: seconds of wall
clock and of this process's processor time, the start of Python included. Needs `pip install parallel-ssh`.
"""
import sys, time

from pssh.clients import ParallelSSHClient


def run(client):
    output = client.run_command("true", read_timeout=120, stop_on_errors=True)
    client.join(output)
    if any(host.exit_code != 0 for host in output):
        sys.exit("a command failed")


def main():
    path, port, user, key, commands = sys.argv[1:]
    hosts = open(path).read().split()
    wall, processor = time.monotonic(), 0.0
    client = ParallelSSHClient(
        hosts, user=user, port=int(port), pkey=key, pool_size=32, timeout=120, num_retries=5, allow_agent=False
    )
    for times in (1, int(commands)):
        for _ in range(times):
            run(client)
        now, used = time.monotonic(), time.process_time()
        print(now - wall, used - processor, flush=True)
        wall, processor = now, used


main()
