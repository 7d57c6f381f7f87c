// Sync while the app is closed, when the system finds it a good time.
import BackgroundTasks
import Doorstep
import Foundation

/// Asks the system for time, and syncs in it. A device that was not unlocked since it started gives no key, and nothing
/// happens.
final class Background {
    private static let name = "org.doorstep.sync"
    /// Seconds after which a sync is worth while at the earliest.
    private static let pause: TimeInterval = 15 * 60

    private let shell: Shell
    private let connection: Connection
    private let queue = DispatchQueue(label: "org.doorstep.background", qos: .utility)

    init(shell: Shell, connection: Connection) {
        self.shell = shell
        self.connection = connection
    }

    /// Tells the system who works; once, before the app has started.
    func register() {
        BGTaskScheduler.shared.register(forTaskWithIdentifier: Self.name, using: queue) { [weak self] task in
            self?.run(task)
        }
    }

    /// Asks for time, not before a moment.
    func plan(notBefore moment: Date? = nil) {
        let request = BGAppRefreshTaskRequest(identifier: Self.name)
        request.earliestBeginDate = max(moment ?? .distantPast, Date(timeIntervalSinceNow: Self.pause))
        // Refused where the owner has switched it off: the next page syncs.
        try? BGTaskScheduler.shared.submit(request)
    }

    private func run(_ task: BGTask) {
        let cancel = Cancel()
        task.expirationHandler = { cancel.callOff() }
        let synced = try? shell.sync(metered: connection.isMetered, cancel: cancel)
        plan(notBefore: synced?.againAt)
        task.setTaskCompleted(success: synced.map { !$0.cancelled } ?? true)
    }
}
