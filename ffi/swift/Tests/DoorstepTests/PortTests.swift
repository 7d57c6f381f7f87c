// The ports that an iPhone gives.
import XCTest
@testable import Doorstep

final class PortTests: XCTestCase {
    func testChance() throws {
        let entropy = DeviceEntropy()
        XCTAssertEqual(try entropy.bytes(length: 0).count, 0)
        XCTAssertEqual(try entropy.bytes(length: 32).count, 32)
        XCTAssertNotEqual(try entropy.bytes(length: 32), try entropy.bytes(length: 32))
    }

    #if canImport(Security)
    func testTheKeyIsMadeOnceAndForgottenForGood() throws {
        let keystore = KeychainKeystore(account: UUID().uuidString)
        let key = try keystore.key()
        XCTAssertEqual(key?.count, 32)
        XCTAssertEqual(try keystore.key(), key)
        try keystore.forget()
        try keystore.forget()
        XCTAssertNotEqual(try keystore.key(), key)
        try keystore.forget()
    }
    #endif

    func testAPathNeverLeadsToAnotherServer() throws {
        let server = try XCTUnwrap(URL(string: "https://doorstep.example:8443"))
        let address = { SessionTransport.address(of: $0, at: server)?.absoluteString }
        XCTAssertEqual(address("/v1/sync?after=3"), "https://doorstep.example:8443/v1/sync?after=3")
        for path in ["//elsewhere.example/v1", "https://elsewhere.example/", "v1", ""] {
            XCTAssertNil(address(path), path)
        }
    }

    func testNobodyThereIsAFailure() throws {
        let server = try XCTUnwrap(URL(string: "http://127.0.0.1:9"))
        let transport = SessionTransport(server: server, silence: 2, total: 2)
        let call = Call(method: "GET", path: "/v1/time", headers: [], body: Data())
        XCTAssertThrowsError(try transport.carry(call: call)) { error in
            XCTAssertTrue(error is PortError)
        }
    }
}
