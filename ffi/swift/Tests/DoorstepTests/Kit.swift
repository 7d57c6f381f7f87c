// Ports for tests: a clock that stands, a key that is given, and a server that answers from a list.
import Foundation
@testable import Doorstep

final class FixedKey: Keystore {
    private let fixed: Data?

    init(_ fixed: Data? = Data(repeating: 7, count: 32)) {
        self.fixed = fixed
    }

    func key() throws -> Data? {
        fixed
    }

    func forget() throws {}
}

struct Mistake: Error {}

final class BrokenKey: Keystore {
    func key() throws -> Data? {
        throw Mistake()
    }

    func forget() throws {
        throw Mistake()
    }
}

/// Answers every call in the same way, and counts them.
final class Answering: Transport, @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    private let status: UInt16
    private let body: String

    init(status: UInt16, body: String) {
        self.status = status
        self.body = body
    }

    var calls: Int {
        lock.withLock { count }
    }

    func carry(call: Call) throws -> Reply {
        lock.withLock { count += 1 }
        return Reply(status: status, headers: [], body: Data(body.utf8))
    }
}

final class Nobody: Transport {
    func carry(call: Call) throws -> Reply {
        throw PortError.Failed(reason: "nobody there")
    }
}

func platform(keystore: Keystore = FixedKey(), transport: Transport = Nobody()) -> Platform {
    Platform(
        clock: DeviceClock(),
        entropy: DeviceEntropy(),
        keystore: keystore,
        transport: transport,
        location: nil,
        notifications: nil
    )
}

/// A new folder for a database.
func place() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent("doorstep.db")
}

/// The code of the problem that something meets.
func code(_ call: () async throws -> Void) async -> String? {
    do {
        try await call()
        return nil
    } catch Problem.Refused(let code, _, _, _, _) {
        return code
    } catch {
        return "\(error)"
    }
}
