// The app: one window with the page, covered whenever it is not in its owner's hands.
import SwiftUI

@main
struct FieldApp: App {
    @UIApplicationDelegateAdaptor(Launch.self) private var launch
    @Environment(\.scenePhase) private var phase
    @StateObject private var capture = Capture()

    var body: some Scene {
        WindowGroup {
            ZStack {
                if let home = launch.home {
                    Pages(home: home).ignoresSafeArea()
                } else {
                    Text("server.missing").padding()
                }
                // Before the system takes its picture for the list of apps.
                if phase != .active || capture.isOn {
                    Cover(says: capture.isOn ? "cover.captured" : nil)
                }
            }
            .alert("screenshot.title", isPresented: $capture.wasTaken) {
                Button("screenshot.ok") {}
            } message: {
                Text("screenshot.body")
            }
        }
        .onChange(of: phase) { now in
            if now == .background { launch.home?.background.plan() }
        }
    }
}
