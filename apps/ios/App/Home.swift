// Everything behind the pages, made once: the shell with the device's ports, the bridge, and the sync in the background.
import Doorstep
import Foundation

/// The app's native side.
final class Home {
    let shell: Shell
    let bridge: Bridge
    let background: Background

    /// Makes it; nothing is opened before a page asks.
    init(server: URL) throws {
        let database = try Room.database()
        let connection = Connection()
        let platform = Platform(
            clock: DeviceClock(),
            entropy: DeviceEntropy(),
            keystore: KeychainKeystore(),
            transport: SessionTransport(server: server),
            location: Whereabouts(),
            notifications: Notices()
        )
        shell = Shell(path: database.path, platform: platform, gate: Owner())
        bridge = Bridge(shell: shell)
        background = Background(shell: shell, connection: connection)
    }
}
