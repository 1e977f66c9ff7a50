"""A card with a volatile cache, as a plugin of nbdkit.

    nbdkit -f -U SOCKET python card.py image=FILE dark=FILE seed=N [lies=1]

Writes stay in the cache until the guest flushes, which takes some time, as with a real card. The power is gone as soon as the file
named by dark exists: from then on nothing is answered well. When the guest's connection ends, a random half of the blocks in the
cache reaches the image and the rest is gone, in whatever order they were written. With lies=1 the card says that it has flushed and
has not. Prints "CARD kept K of N" on standard error when the
cut is done.
"""
import errno
import os
import random
import sys
import time

import nbdkit

API_VERSION = 2
BLOCK = 4096

FLUSH_SECONDS = 0.1

image = None
dark = None
lies = False
chance = random.Random()


def config(key, value):
    global dark, image, lies
    if key == "image":
        image = value
    elif key == "dark":
        dark = value
    elif key == "seed":
        chance.seed(int(value))
    elif key == "lies":
        lies = value == "1"
    else:
        raise RuntimeError("unknown parameter " + key)


def config_complete():
    if image is None or dark is None:
        raise RuntimeError("image=FILE or dark=FILE is missing")


def thread_model():
    return nbdkit.THREAD_MODEL_SERIALIZE_ALL_REQUESTS


def open(readonly):
    return {"file": os.open(image, os.O_RDWR), "cache": {}}


def get_size(card):
    return os.fstat(card["file"]).st_size


def can_flush(card):
    return True


def can_fua(card):
    return nbdkit.FUA_NATIVE


def read_block(card, number):
    cached = card["cache"].get(number)
    return cached if cached is not None else os.pread(card["file"], BLOCK, number * BLOCK)


def pread(card, buffer, offset, flags):
    end = offset + len(buffer)
    at = offset
    while at < end:
        number, start = divmod(at, BLOCK)
        part = read_block(card, number)[start:min(BLOCK, start + end - at)]
        if not part:
            nbdkit.set_error(errno.EIO)
            raise RuntimeError("read beyond the end")
        buffer[at - offset:at - offset + len(part)] = part
        at += len(part)


def must_have_power():
    if os.path.exists(dark):
        nbdkit.set_error(errno.EIO)
        raise RuntimeError("no power")


def pwrite(card, buffer, offset, flags):
    must_have_power()
    at = 0
    touched = []
    while at < len(buffer):
        number, start = divmod(offset + at, BLOCK)
        part = bytes(buffer[at:at + BLOCK - start])
        length = len(part)
        if length < BLOCK:
            old = bytearray(read_block(card, number))
            old[start:start + length] = part
            part = bytes(old)
        card["cache"][number] = part
        touched.append(number)
        at += length
    if flags & nbdkit.FLAG_FUA and not lies:
        take_time()
        for number in touched:
            settle(card, number)


def take_time():
    """The power may go while the card is busy."""
    time.sleep(chance.random() * 2 * FLUSH_SECONDS)
    must_have_power()


def flush(card, flags):
    if not lies and card["cache"]:
        take_time()
        for number in list(card["cache"]):
            settle(card, number)


def settle(card, number):
    os.pwrite(card["file"], card["cache"].pop(number), number * BLOCK)


def close(card):
    numbers = sorted(card["cache"])
    kept = [number for number in numbers if chance.random() < 0.5]
    for number in kept:
        settle(card, number)
    os.close(card["file"])
    print("CARD kept %d of %d" % (len(kept), len(numbers)), file=sys.stderr, flush=True)
