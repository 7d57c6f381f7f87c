// swift-tools-version:6.0
// The phone's core for iOS: the library, what is generated over it, and an asynchronous layer over that.
import PackageDescription

let package = Package(
    name: "Doorstep",
    platforms: [.iOS(.v16)],
    products: [.library(name: "Doorstep", targets: ["Doorstep"])],
    targets: [
        // Both are made by build-xcframework.sh and are not checked in.
        .binaryTarget(name: "DoorstepCoreFFI", path: "build/DoorstepCoreFFI.xcframework"),
        .target(name: "DoorstepCore", dependencies: ["DoorstepCoreFFI"], swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(name: "Doorstep", dependencies: ["DoorstepCore"]),
        .testTarget(name: "DoorstepTests", dependencies: ["Doorstep"]),
    ]
)
