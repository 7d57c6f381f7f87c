// The database's key in the Keychain: on this device alone, and not before its owner has unlocked it once.
#if canImport(Security)
import DoorstepCore
import Foundation
import Security

/// Keeps the key of one database.
///
/// It is readable after the first unlock since the device was started, so that a sync in the background has it, and in no
/// backup and on no other device.
public final class KeychainKeystore: Keystore {
    private let service: String
    private let account: String
    private let entropy: Entropy
    private let lock = NSLock()

    /// Names the item; `account` tells databases apart.
    public init(service: String = "org.doorstep.key", account: String = "phone", entropy: Entropy = DeviceEntropy()) {
        self.service = service
        self.account = account
        self.entropy = entropy
    }

    public func key() throws -> Data? {
        lock.lock()
        defer { lock.unlock() }
        return try find() ?? make()
    }

    public func forget() throws {
        lock.lock()
        defer { lock.unlock() }
        let status = SecItemDelete(item as CFDictionary)
        guard status == errSecSuccess || status == errSecItemNotFound else { throw failed("forgotten", status) }
    }

    private var item: [CFString: Any] {
        [
            kSecClass: kSecClassGenericPassword,
            kSecAttrService: service,
            kSecAttrAccount: account,
            kSecAttrSynchronizable: false,
            kSecUseDataProtectionKeychain: true,
        ]
    }

    private func find() throws -> Data? {
        var asked = item
        asked[kSecReturnData] = true
        asked[kSecMatchLimit] = kSecMatchLimitOne
        var found: CFTypeRef?
        let status = SecItemCopyMatching(asked as CFDictionary, &found)
        switch status {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        // Above all errSecInteractionNotAllowed, before the first unlock: a new key now would make the old data unreadable.
        default: throw failed("read", status)
        }
    }

    private func make() throws -> Data {
        let key = try entropy.bytes(length: 32)
        var added = item
        added[kSecValueData] = key
        added[kSecAttrAccessible] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
        let status = SecItemAdd(added as CFDictionary, nil)
        guard status == errSecSuccess else { throw failed("kept", status) }
        return key
    }

    private func failed(_ what: String, _ status: OSStatus) -> PortError {
        let reason = SecCopyErrorMessageString(status, nil) as String? ?? "\(status)"
        return .Failed(reason: "the key cannot be \(what): \(reason)")
    }
}
#endif
