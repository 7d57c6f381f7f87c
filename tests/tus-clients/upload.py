"""Uploads every file of a folder with tuspy until each is complete, whatever breaks on the way.

upload.py ENDPOINT FOLDER; the access token is in DOORSTEP_TOKEN.
"""

import hashlib
import os
import sys

from tusclient.client import TusClient

endpoint, folder = sys.argv[1:]
client = TusClient(endpoint, headers={"Authorization": f"Bearer {os.environ['DOORSTEP_TOKEN']}"})
tries = 0
for n, name in enumerate(sorted(os.listdir(folder))):
    path = os.path.join(folder, name)
    with open(path, "rb") as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    url = None
    while True:
        tries += 1
        if tries > 2000:
            sys.exit(f"{name} does not complete")
        try:
            uploader = client.uploader(
                path,
                url=url,
                metadata={"sha256": sha256},
                # Each way of sending has its turn: in pieces, and in pieces with checksums.
                chunk_size=40_000,
                upload_checksum=n % 2 == 1,
            )
            url = uploader.url or url
            uploader.upload()
            break
        except Exception:
            try:
                url = uploader.url or url
            except NameError:
                pass
print(f"complete after {tries} tries")
