// What hides the children from a glance that is not meant for it: the list of apps, recordings, mirrored screens.
import SwiftUI
import UIKit

/// Lies over everything.
struct Cover: View {
    let says: LocalizedStringKey?

    var body: some View {
        ZStack {
            Color(uiColor: .systemBackground)
            VStack(spacing: 12) {
                Text("cover.name").font(.largeTitle.bold())
                if let says { Text(says).multilineTextAlignment(.center) }
            }
            .padding()
        }
        .ignoresSafeArea()
    }
}

/// Watches whether the screen is recorded or mirrored, and whether a picture of it was taken.
final class Capture: ObservableObject {
    @Published private(set) var isOn = UIScreen.main.isCaptured
    @Published var wasTaken = false

    private var watching: [NSObjectProtocol] = []

    init() {
        let center = NotificationCenter.default
        watching.append(center.addObserver(forName: UIScreen.capturedDidChangeNotification, object: nil, queue: .main) { [weak self] _ in
            self?.isOn = UIScreen.main.isCaptured
        })
        watching.append(center.addObserver(forName: UIApplication.userDidTakeScreenshotNotification, object: nil, queue: .main) { [weak self] _ in
            self?.wasTaken = true
        })
    }

    deinit {
        watching.forEach(NotificationCenter.default.removeObserver)
    }
}
