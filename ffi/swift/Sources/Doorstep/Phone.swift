// A phone: the core with its open database, asked without blocking whoever asks.
import Foundation
@_exported import DoorstepCore

/// The core, called off the main thread. Calls wait for each other in the core, never for the network; so that a call that
/// waits never holds one of Swift's own few threads, each runs on a queue of this phone.
public final class Phone: Sendable {
    /// The core itself, for calls from a thread that may block.
    public let core: Core

    private let queue: DispatchQueue

    private init(core: Core, queue: DispatchQueue) {
        self.core = core
        self.queue = queue
    }

    /// Opens the database of a file, making it when there is none, under the key that the platform's keystore keeps.
    ///
    /// Throws ``Problem``: `damaged_database`, also under another key, or `newer_database`, and the file stays as it is.
    public static func open(file: URL, platform: Platform) async throws -> Phone {
        let queue = DispatchQueue(label: "org.doorstep.phone", qos: .userInitiated, attributes: .concurrent)
        let core = try await answer(on: queue) { try Core.open(path: file.path, platform: platform) }
        return Phone(core: core, queue: queue)
    }

    /// A phone over a core that is open already, as the one of a ``Shell``.
    public convenience init(over core: Core) {
        let queue = DispatchQueue(label: "org.doorstep.phone", qos: .userInitiated, attributes: .concurrent)
        self.init(core: core, queue: queue)
    }

    /// Makes any call of the core and waits for its answer: `try await phone.ask { try $0.today(from: nil) }`.
    public func ask<Answer: Sendable>(_ call: @escaping @Sendable (Core) throws -> Answer) async throws -> Answer {
        let core = core
        return try await answer(on: queue) { try call(core) }
    }

    /// Closes the database; whatever is asked afterwards is refused with `wrong_state`.
    public func close() async {
        let core = core
        try? await answer(on: queue) { core.close() }
    }

    /// Signs a worker in and enrols this device; the records come with the next sync.
    public func signIn(username: String, password: String, deviceName: String) async throws {
        try await ask { try $0.signIn(username: username, password: password, deviceName: deviceName) }
    }

    /// Signs out and erases everything, or says what has not reached the server and erases nothing.
    public func signOut() async throws -> SignedOut {
        try await ask { try $0.signOut() }
    }

    /// Records an act with its payload; returns the record's id.
    public func act<Payload: Encodable & Sendable>(
        _ kind: String,
        about student: String?,
        _ payload: Payload,
        happenedAt: Date? = nil
    ) async throws -> String {
        try await ask { core in
            try core.act(student: student, kind: kind, payload: wire(payload), happenedAt: happenedAt)
        }
    }
}

/// Writes a value in the wire form: names in snake_case, moments as RFC 3339.
public func wire<Value: Encodable>(_ value: Value) throws -> Json {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Runs a blocking call on a queue.
func answer<Answer: Sendable>(
    on queue: DispatchQueue,
    _ call: @escaping @Sendable () throws -> Answer
) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        queue.async {
            continuation.resume(with: Result { try call() })
        }
    }
}
