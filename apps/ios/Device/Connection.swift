// Whether bytes cost money on the network that there is.
import Foundation
import Network

/// Watches the network.
final class Connection: @unchecked Sendable {
    private let monitor = NWPathMonitor()

    init() {
        monitor.start(queue: DispatchQueue(label: "org.doorstep.network", qos: .utility))
    }

    deinit {
        monitor.cancel()
    }

    /// Whether it is a mobile network, or one that the owner wants to be spared.
    var isMetered: Bool {
        let path = monitor.currentPath
        return path.isExpensive || path.isConstrained
    }
}
