#!/usr/bin/env python3
"""busactivation.py BUILD: the session bus starts BUILD/bin/jobdeck-desktop as the installed service file says, and there
is one window whoever asks for it.

Exit code 77: D-Bus for Python is not installed. Needs a screen (tests/ui/on-screen); the buses are its own.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    from gi.repository import Gio, GLib
except ImportError as missing:
    print(f"Skipped: D-Bus for Python is not installed ({missing}).")
    sys.exit(77)

NAME = "io.github.jobdeck.Jobdeck"
INTERFACE = "org.freedesktop.Application"
PATIENCE = 30  # s
BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


def eventually(what, condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.1)
    sys.exit(f"Not within {PATIENCE} s: {what}\n{windows()}")


def windows():
    """All windows, the uppermost first."""
    for _ in range(100):  # it fails when a window goes meanwhile
        listing = subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True)
        if listing.returncode == 0:
            return listing.stdout
        time.sleep(0.05)
    sys.exit(f"The windows cannot be listed: {listing.stderr}")


def window():
    """Jobdeck's main window, if it can be seen."""
    for number in re.findall(r'(0x[0-9a-f]+) "Jobdeck": \("jobdeck-desktop" "jobdeck"\)', windows()):
        if "IsViewable" in subprocess.run(["xwininfo", "-id", number], capture_output=True, text=True).stdout:
            return number
    return None


def is_above(upper, lower):
    listing = windows()
    return bool(upper and lower) and -1 < listing.find(upper) < listing.find(lower)


class Bus:
    """A session bus that finds its services in `data`/dbus-1/services."""

    def __init__(self, data, home):
        environment = os.environ | {"XDG_DATA_DIRS": str(data), "XDG_DATA_HOME": str(data), "JOBDECK_HOME": str(home)}
        self.daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], env=environment,
                                       stdout=subprocess.PIPE, text=True)
        self.address = self.daemon.stdout.readline().strip()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(self.address, flags, None, None)

    def ask(self, destination, path, interface, method, arguments=None):
        return self.connection.call_sync(destination, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                         PATIENCE * 1000, None)

    def application(self, method, signature, *arguments):
        self.ask(NAME, "/" + NAME.replace(".", "/"), INTERFACE, method, GLib.Variant(signature, arguments))

    def activate(self):
        self.application("Activate", "(a{sv})", {"activation-token": GLib.Variant("s", "nobody's")})

    def owner(self):
        """The process that has the name; None when nobody has."""
        try:
            return self.ask(*BUS, "GetConnectionUnixProcessID", GLib.Variant("(s)", (NAME,))).unpack()[0]
        except GLib.Error:
            return None

    def end(self):
        self.connection.close_sync(None)
        self.daemon.terminate()
        self.daemon.wait()


def cover():
    """A window over everything."""
    process = subprocess.Popen(["xev", "-name", "cover", "-geometry", "1400x900+0+0"], stdout=subprocess.DEVNULL)
    number = eventually("a window that covers all", lambda: re.search(r'(0x[0-9a-f]+) "cover"', windows())).group(1)
    eventually("it covers all", lambda: is_above(number, window()))
    return process, number


def expect_raised(bus, what):
    process, number = cover()
    bus.activate()
    eventually(f"{what} is raised", lambda: is_above(window(), number))
    process.terminate()
    process.wait()


def check(build, home, bus, other):
    desktop = f"{build}/bin/jobdeck-desktop"

    assert bus.owner() is None
    bus.activate()
    eventually("the bus starts the window", window)
    service = bus.owner()
    assert int((home / "runtime/service.lock").read_text()) == service, "the owner of the name is not the service"
    expect_raised(bus, "the window")
    assert bus.owner() == service

    # The service decides that there is one window, not the bus.
    environment = os.environ | {"JOBDECK_HOME": str(home)}
    for address in (bus.address, other.address):
        subprocess.run([desktop], env=environment | {"DBUS_SESSION_BUS_ADDRESS": address}, check=True, timeout=PATIENCE)
    expect_raised(other, "the window of another bus")
    eventually("who asked for it is gone", lambda: other.owner() is None)
    bus.application("Open", "(asa{sv})", ["file:///tmp"], {})
    assert bus.owner() == service

    try:
        bus.application("ActivateAction", "(sava{sv})", "dance", [], {})
        sys.exit("An action that there is not was accepted.")
    except GLib.Error as error:
        assert "'dance'" in error.message, error.message
    bus.application("ActivateAction", "(sava{sv})", "quit", [], {})
    eventually("quit ends it", lambda: bus.owner() is None and not window())

    # One that was started without a window shows it.
    background = subprocess.Popen([desktop, "--background"], env=environment | {"DBUS_SESSION_BUS_ADDRESS": bus.address})
    eventually("the name in the background", lambda: bus.owner() == background.pid)
    assert not window()
    bus.activate()
    eventually("the window comes up", window)
    assert bus.owner() == background.pid
    background.terminate()
    # It ends by itself, as its settings say, instead of being ended by the signal.
    code = background.wait(PATIENCE)
    assert code >= 0, f"the signal {-code} ended it"


def main():
    build = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        data, home = Path(folder) / "share", Path(folder) / "home"
        subprocess.run(["cmake", "-D", f"CMAKE_INSTALL_PREFIX={folder}", "-P", f"{build}/resources/cmake_install.cmake"],
                       check=True, stdout=subprocess.DEVNULL)
        service = data / f"dbus-1/services/{NAME}.service"
        # The programs are not installed.
        text, count = re.subn(r"(?m)^Exec=/.*/(jobdeck-desktop) ", rf"Exec={build}/bin/\1 ", service.read_text())
        assert count == 1, f"no Exec of ours: {text}"
        service.write_text(text)
        buses = [Bus(data, home), Bus(data, home)]
        try:
            check(build, home, *buses)
        finally:
            for pid in filter(None, [bus.owner() for bus in buses]):
                os.kill(pid, signal.SIGTERM)
            for bus in buses:
                bus.end()


if __name__ == "__main__":
    main()
