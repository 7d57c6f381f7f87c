// Views that follow what changes: each is asked again after every change, by whomever it was made.
import Foundation

extension Phone {
    /// A sign for each change from now on; changes that come while nobody looks are one.
    public func changes() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let listening = core.listen(listener: Ear { continuation.yield() })
            continuation.onTermination = { _ in listening.end() }
        }
    }

    /// A view as it is now, and again after every change that made it another one:
    ///
    ///     for try await today in phone.views({ try $0.today(from: nil) }) { show(today) }
    ///
    /// It ends with the task that reads it, or with what the view throws.
    public func views<View: Equatable & Sendable>(
        _ view: @escaping @Sendable (Core) throws -> View
    ) -> AsyncThrowingStream<View, Error> {
        AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            // Listening begins before the view is asked for: no change falls between.
            let changes = self.changes()
            let task = Task {
                do {
                    var shown = try await self.ask(view)
                    continuation.yield(shown)
                    for await _ in changes {
                        let next = try await self.ask(view)
                        if next != shown {
                            shown = next
                            continuation.yield(next)
                        }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}

/// Hears of changes on the thread that made them, and only passes the word on.
private final class Ear: Listener {
    private let hear: @Sendable () -> Void

    init(_ hear: @escaping @Sendable () -> Void) {
        self.hear = hear
    }

    func changed() throws {
        hear()
    }
}
