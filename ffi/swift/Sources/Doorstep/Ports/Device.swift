// The device's clock and its chance.
import DoorstepCore
import Foundation
#if canImport(Security)
import Security
#endif

/// The device's clock.
public final class DeviceClock: DoorstepCore.Clock {
    /// Makes one.
    public init() {}

    public func now() throws -> Moment {
        Date()
    }
}

/// The system's chance, fit for keys.
public final class DeviceEntropy: Entropy {
    /// Makes one.
    public init() {}

    public func bytes(length: UInt32) throws -> Data {
        #if canImport(Security)
        var bytes = Data(count: Int(length))
        let status = bytes.withUnsafeMutableBytes { room -> OSStatus in
            guard let start = room.baseAddress else { return errSecSuccess }
            return SecRandomCopyBytes(kSecRandomDefault, room.count, start)
        }
        guard status == errSecSuccess else { throw PortError.Failed(reason: "no chance to be had: \(status)") }
        return bytes
        #else
        // Elsewhere Swift's own generator is the system's.
        var generator = SystemRandomNumberGenerator()
        return Data((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        #endif
    }
}
