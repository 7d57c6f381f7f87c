// The layer over the core: opening, asking off the main thread, views that follow, and syncs that are cancelled.
import XCTest
@testable import Doorstep

final class PhoneTests: XCTestCase {
    func testANewPhoneIsNew() async throws {
        let phone = try await Phone.open(file: place(), platform: platform())
        let phase = try await phone.ask { try $0.who().phase }
        XCTAssertEqual(phase, "new")
        let refused = await code { _ = try await phone.ask { try $0.today(from: nil) } }
        XCTAssertEqual(refused, "not_signed_in")
        await phone.close()
        let closed = await code { _ = try await phone.ask { try $0.who() } }
        XCTAssertEqual(closed, "wrong_state")
    }

    func testAnotherKeyIsRefusedAndTheFileStays() async throws {
        let file = try place()
        let phone = try await Phone.open(file: file, platform: platform())
        await phone.close()
        let before = try Data(contentsOf: file)
        let other = platform(keystore: FixedKey(Data(repeating: 8, count: 32)))
        let refused = await code { _ = try await Phone.open(file: file, platform: other) }
        XCTAssertEqual(refused, "damaged_database")
        XCTAssertEqual(try Data(contentsOf: file), before)
    }

    func testAKeystoreThatThrowsIsAProblem() async throws {
        let file = try place()
        let refused = await code { _ = try await Phone.open(file: file, platform: platform(keystore: BrokenKey())) }
        XCTAssertEqual(refused, "platform")
    }

    func testCallsDoNotRunOnTheMainThread() async throws {
        let phone = try await Phone.open(file: place(), platform: platform())
        let isMain = try await phone.ask { _ in Thread.isMainThread }
        XCTAssertFalse(isMain)
    }

    func testAViewIsAskedAgainAfterAChangeAndEndsWithItsTask() async throws {
        let phone = try await Phone.open(file: place(), platform: platform())
        var phases: [String] = []
        for try await who in phone.views({ try $0.who() }) {
            phases.append(who.phase)
            break
        }
        XCTAssertEqual(phases, ["new"])
    }

    func testSigningInMeetsWhatTheServerSays() async throws {
        let wrong = Answering(status: 401, body: #"{"code":"wrong_credentials"}"#)
        let phone = try await Phone.open(file: place(), platform: platform(transport: wrong))
        let refused = await code {
            try await phone.signIn(username: "teacher", password: "wrong", deviceName: "test")
        }
        XCTAssertEqual(refused, "wrong_credentials")
        XCTAssertEqual(wrong.calls, 1)
    }

    func testACancelledTaskCallsTheSyncOff() async throws {
        let phone = try await Phone.open(file: place(), platform: platform())
        let task = Task { try await phone.sync(metered: false) }
        task.cancel()
        let refused = await code {
            let synced = try await task.value
            XCTAssertTrue(synced.cancelled)
        }
        // A phone that nobody is signed in on may say so before it looks at the task.
        XCTAssertTrue(refused == nil || refused == "not_signed_in")
    }

    func testTheWireForm() throws {
        struct Payload: Encodable {
            let saidTo: String
            let at: Date
        }
        let written = try wire(Payload(saidTo: "外婆", at: Date(timeIntervalSince1970: 0)))
        XCTAssertTrue(written.contains("\"said_to\":\"外婆\""))
        XCTAssertTrue(written.contains("\"at\":\"1970-01-01T00:00:00Z\""))
        XCTAssertEqual(try wire(String?.none), "null")
    }
}
