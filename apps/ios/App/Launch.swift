// What happens when the system starts the app, with a window or in the background without one.
import Doorstep
import UIKit
import UserNotifications

/// Makes the one home of the app, and passes on what the system says.
final class Launch: NSObject, UIApplicationDelegate, UNUserNotificationCenterDelegate {
    /// Everything behind the pages; none when this build names no server.
    private(set) var home: Home?

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]? = nil
    ) -> Bool {
        UNUserNotificationCenter.current().delegate = self
        if let server = Setting.server, let home = try? Home(server: server) {
            self.home = home
            // The system wants to know of every task before the app has started.
            home.background.register()
        }
        return true
    }

    func userNotificationCenter(
        _ center: UNUserNotificationCenter,
        didReceive response: UNNotificationResponse,
        withCompletionHandler done: @escaping () -> Void
    ) {
        if let student = response.notification.request.content.userInfo[Notices.student] as? String {
            home?.bridge.goes(to: "/student/\(student)")
        }
        done()
    }

    func userNotificationCenter(
        _ center: UNUserNotificationCenter,
        willPresent notification: UNNotification,
        withCompletionHandler show: @escaping (UNNotificationPresentationOptions) -> Void
    ) {
        show([.banner, .sound])
    }
}
