#!/usr/bin/env bash
# Makes everything of this package that is not checked in: the library for devices and simulators, with SQLite3 Multiple
# Ciphers in it, its header, and the generated Swift. Needs macOS with Xcode, and Rust with both targets.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
root=$here/../..
build=$here/build

rustup target add aarch64-apple-ios aarch64-apple-ios-sim

# `library` compiles the cipher's SQLite and zstd with Xcode's own compiler for the target, builds the core over them as
# a static library, and prints where it is on its last line. The oldest system that it runs on is told to both compilers.
library() {
  (cd "$root" && IPHONEOS_DEPLOYMENT_TARGET=16.0 cargo xtask bindings library --target "$1" --release | tail -n 1)
}
device=$(library aarch64-apple-ios)
simulator=$(library aarch64-apple-ios-sim)

# The sources are the same for every target: those of this machine's own library are taken.
generated=$(cd "$root" && cargo xtask bindings generate | tail -n 1)/swift

rm -rf "$build" "$here/Sources/DoorstepCore"
headers=$build/headers/DoorstepCoreFFI
mkdir -p "$headers" "$here/Sources/DoorstepCore"
cp "$generated/DoorstepCore.swift" "$here/Sources/DoorstepCore/"
cp "$generated/DoorstepCoreFFI.h" "$headers/"
cp "$generated/DoorstepCoreFFI.modulemap" "$headers/module.modulemap"

xcodebuild -create-xcframework \
  -library "$device" -headers "$build/headers" \
  -library "$simulator" -headers "$build/headers" \
  -output "$build/DoorstepCoreFFI.xcframework"

echo "$build/DoorstepCoreFFI.xcframework"
