"""Doorstep's phone core for scripts: an encrypted database, forms, records and sync, as on a worker's phone.

    with Phone.open("phone", "https://doorstep.example") as phone:
        phone.sign_in("teacher", "password")
        phone.sync()
        for found in phone.core.search("", 20):
            phone.act(found.student, "guardian_contact", {"channel": "call", "reached": True})
        phone.sync()

What the core refuses is raised as :class:`Problem`; nothing was changed then.
"""

from .doorstep import (
    Attention,
    Call,
    Cancel,
    Clock,
    Core,
    DraftOf,
    DraftView,
    Entropy,
    Found,
    Gate,
    Header,
    Keystore,
    Listener,
    Location,
    Missing,
    Notifications,
    Place,
    PlannedNotification,
    Platform,
    PortError,
    Preview,
    Problem,
    Reply,
    Shell,
    Sighting,
    SignedOut,
    StudentScreen,
    Synced,
    SyncProgress,
    SyncReport,
    SyncStatus,
    Today,
    Transport,
    Unsent,
    Who,
)
from .form import Form
from .phone import Phone
from .ports import FixedKey, KeyFile, SystemClock, SystemEntropy, failed
from .transport import HttpTransport

__all__ = [
    "Attention",
    "Call",
    "Cancel",
    "Clock",
    "Core",
    "DraftOf",
    "DraftView",
    "Entropy",
    "FixedKey",
    "Form",
    "Found",
    "Gate",
    "Header",
    "HttpTransport",
    "KeyFile",
    "Keystore",
    "Listener",
    "Location",
    "Missing",
    "Notifications",
    "Phone",
    "Place",
    "PlannedNotification",
    "Platform",
    "PortError",
    "Preview",
    "Problem",
    "Reply",
    "Shell",
    "Sighting",
    "SignedOut",
    "StudentScreen",
    "SyncProgress",
    "SyncReport",
    "SyncStatus",
    "Synced",
    "SystemClock",
    "SystemEntropy",
    "Today",
    "Transport",
    "Unsent",
    "Who",
    "failed",
]
