// Which file an address gives, and which server a text names.
import XCTest
@testable import DoorstepShell

final class AppSchemeTests: XCTestCase {
    private let folder = URL(fileURLWithPath: "/app/field", isDirectory: true)

    private func file(_ address: String) -> String? {
        URL(string: address).flatMap { AppScheme.file(for: $0, in: folder) }?.path
    }

    func testPlacesAreThePageAndFilesAreFiles() {
        XCTAssertEqual(file("doorstep://localhost/"), "/app/field/index.html")
        XCTAssertEqual(file("doorstep://localhost/student/0190a000-0000-7000-8000-000000000000"), "/app/field/index.html")
        XCTAssertEqual(file("doorstep://localhost/assets/app-1.js"), "/app/field/assets/app-1.js")
    }

    func testNothingOutsideOfTheFolder() {
        XCTAssertNil(file("doorstep://localhost/../Info.plist"))
        XCTAssertNil(file("doorstep://localhost/%2e%2e/Info.plist"))
        XCTAssertNil(file("doorstep://localhost/.hidden.js"))
        XCTAssertNil(file("doorstep://elsewhere/index.html"))
        XCTAssertNil(file("https://localhost/index.html"))
    }

    func testKindsThatThePageInsistsOn() {
        let kind = { AppScheme.kind(of: URL(fileURLWithPath: "/a.\($0)")) }
        XCTAssertEqual(kind("js"), "text/javascript; charset=utf-8")
        XCTAssertEqual(kind("wasm"), "application/wasm")
        XCTAssertEqual(kind("svg"), "image/svg+xml")
        XCTAssertEqual(kind("nothing"), "application/octet-stream")
    }

    func testServers() {
        XCTAssertEqual(Setting.address("https://doorstep.example")?.host, "doorstep.example")
        for text in ["http://doorstep.example", "https://", "doorstep.example", "https://doorstep.example/path", "https://a@b.example", ""] {
            XCTAssertNil(Setting.address(text), text)
        }
    }
}
