// Notifications of the device's own clock, made of the core's plan, that say nothing of a child.
import Doorstep
import Foundation
import UserNotifications

/// Replaces everything that is planned with the core's plan.
final class Notices: Notifications {
    /// Under which the student's id travels with a notification; it names nobody.
    static let student = "student"
    /// The most that the system keeps of an app.
    private static let most = 64

    private let center = UNUserNotificationCenter.current()
    /// One plan after the other.
    private let queue = DispatchQueue(label: "org.doorstep.notices", qos: .utility)

    func plan(all: [PlannedNotification]) throws {
        // Called on the thread that recorded something: it does not wait for the system.
        queue.async { self.replace(with: all) }
    }

    private func replace(with all: [PlannedNotification]) {
        center.removeAllPendingNotificationRequests()
        guard !all.isEmpty else { return }
        let allowed = DispatchSemaphore(value: 0)
        center.requestAuthorization(options: [.alert, .sound]) { _, _ in allowed.signal() }
        allowed.wait()
        for (number, planned) in all.prefix(Self.most).enumerated() {
            center.add(request(number, planned))
        }
    }

    private func request(_ number: Int, _ planned: PlannedNotification) -> UNNotificationRequest {
        let content = UNMutableNotificationContent()
        // Neither the words nor the name: both are shown on a locked screen, whoever holds the device.
        content.title = NSLocalizedString(planned.titleKey, comment: "")
        content.body = NSLocalizedString("notify.body", comment: "")
        content.sound = .default
        content.threadIdentifier = "doorstep"
        content.userInfo = [Self.student: planned.student]
        let seconds = max(1, planned.at.timeIntervalSinceNow)
        let trigger = UNTimeIntervalNotificationTrigger(timeInterval: seconds, repeats: false)
        return UNNotificationRequest(identifier: "plan.\(number)", content: content, trigger: trigger)
    }
}
