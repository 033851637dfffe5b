#!/usr/bin/env python3
"""A BitTorrent peer of libtorrent (rasterbar), for tests and benchmarks: it speaks to nobody it isn't told of.

libtorrent-peer.py SOURCE FOLDER [--host IP] [--peer IP:PORT]... [--seed] [--until-whole]
SOURCE is a .torrent file or a magnet link. Prints "port N" when it listens and "whole" when it has everything.
"""
import argparse
import sys
import time

import libtorrent as lt

words = argparse.ArgumentParser()
words.add_argument("source")
words.add_argument("folder")
words.add_argument("--host", default="127.0.0.1")
words.add_argument("--peer", action="append", default=[])
words.add_argument("--seed", action="store_true", help="the file is there: don't read it first")
words.add_argument("--until-whole", action="store_true", help="end as soon as everything is there")
options = words.parse_args()

session = lt.session(
    {
        "user_agent": "libtorrent-peer",
        "listen_interfaces": options.host + ":0",
        "outgoing_interfaces": "",
        "enable_dht": False,
        "enable_lsd": False,
        "enable_upnp": False,
        "enable_natpmp": False,
        "enable_incoming_utp": False,
        "enable_outgoing_utp": False,
        "allow_multiple_connections_per_ip": True,
        # What an exchange of public addresses would be; the peers here all have one address.
        "validate_https_trackers": False,
        "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
    }
)

if options.source.startswith("magnet:"):
    torrent = lt.parse_magnet_uri(options.source)
else:
    torrent = lt.add_torrent_params()
    torrent.ti = lt.torrent_info(options.source)
torrent.save_path = options.folder
torrent.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
torrent.flags |= lt.torrent_flags.disable_dht | lt.torrent_flags.disable_lsd | lt.torrent_flags.disable_pex
if options.seed:
    torrent.flags |= lt.torrent_flags.seed_mode
handle = session.add_torrent(torrent)
print("port", session.listen_port(), flush=True)
for peer in options.peer:
    host, port = peer.rsplit(":", 1)
    handle.connect_peer((host, int(port)))

is_whole = False
while True:
    # A whole file is reported once it is written, so that a reader of "whole" can trust the disk.
    for alert in session.pop_alerts():
        if alert.category() & lt.alert.category_t.error_notification:
            print(alert.message(), file=sys.stderr, flush=True)
    if not is_whole and handle.status().is_seeding:
        is_whole = True
        print("whole", flush=True)
        if options.until_whole:
            handle.flush_cache()
            break
    time.sleep(0.02)
