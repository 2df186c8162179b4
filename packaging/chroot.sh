# shellcheck shell=bash
# A clean Debian in a folder, for the scripts beside this one to source. Needs root and debootstrap. Nothing is ever mounted
# as seen from outside: mounts are in namespaces of their own and end with the command.

# Prints the mirror that this machine's apt uses; fails when apt knows none.
debian_mirror() {
    local mirror
    # shellcheck disable=SC2016 # for apt to expand
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' | head -n 1)
    [[ -n $mirror ]] && printf '%s\n' "${mirror%/}"
}

# make_chroot SUITE FOLDER
make_chroot() {
    mkdir -p "$2"
    chmod 755 "$2" # apt has a user of its own
    unshare --mount --pid --fork --kill-child --mount-proc debootstrap --variant=minbase "$1" "$2" "$(debian_mirror)" || return
    # What this network asks of every machine in it.
    cp /etc/resolv.conf "$2/etc/"
    mkdir -p "$2/usr/local/share/ca-certificates"
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$2/usr/local/share/ca-certificates" {} +
}

# inside FOLDER COMMAND…: runs it in the chroot with nothing in its environment that a bare machine would not have; all
# that it has started ends with it. X servers of this machine can be reached.
inside() {
    # shellcheck disable=SC2016 # for the inner bash to expand
    unshare --mount --pid --fork --kill-child bash -euo pipefail -c '
        mount -t proc proc "$0/proc"
        mount --rbind /dev "$0/dev"
        mkdir -p "$0/tmp/.X11-unix" /tmp/.X11-unix
        mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"
        exec env -i ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$0" "$@"' "$@"
}
