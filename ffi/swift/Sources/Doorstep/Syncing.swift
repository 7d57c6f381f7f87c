// Sync as a task: cancelled with it, and telling how it goes.
import Foundation

extension Phone {
    /// Syncs over the platform's transport until everything is done or has to wait. When the task is cancelled it ends
    /// after the call that is on its way; what was answered stays so, the rest goes with the next.
    ///
    /// `metered` says that bytes cost money, `anew` that a person asks or the network has come back. `progress` is told
    /// how many bytes went and came, on a thread of its own choice.
    public func sync(
        metered: Bool,
        anew: Bool = true,
        progress: (@Sendable (_ sent: UInt64, _ received: UInt64) -> Void)? = nil
    ) async throws -> Synced {
        let cancel = Cancel()
        let telling = progress.map { Telling($0) }
        return try await withTaskCancellationHandler {
            try await ask { core in
                try core.sync(metered: metered, anew: anew, progress: telling, cancel: cancel)
            }
        } onCancel: {
            cancel.callOff()
        }
    }

    /// Syncs, and comes back whenever the machine says so, until everything is done or the task is cancelled.
    public func syncUntilDone(metered: Bool) async throws -> Synced {
        var anew = true
        while true {
            let synced = try await sync(metered: metered, anew: anew)
            guard let again = synced.againAt, !synced.cancelled else { return synced }
            let seconds = max(0, again.timeIntervalSinceNow)
            try await Task.sleep(nanoseconds: UInt64(seconds * 1_000_000_000))
            anew = false
        }
    }
}

private final class Telling: SyncProgress {
    private let tell: @Sendable (UInt64, UInt64) -> Void

    init(_ tell: @escaping @Sendable (UInt64, UInt64) -> Void) {
        self.tell = tell
    }

    func carried(sent: UInt64, received: UInt64) throws {
        tell(sent, received)
    }
}
