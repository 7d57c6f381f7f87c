// Which server the app calls.
import Foundation

enum Setting {
    /// The server: of the device's management when it names one, else of the build.
    static var server: URL? {
        let managed = UserDefaults.standard.dictionary(forKey: "com.apple.configuration.managed")
        let built = Bundle.main.object(forInfoDictionaryKey: "DoorstepServer") as? String
        return [managed?["server"] as? String, built].compactMap { $0 }.compactMap(address).first
    }

    /// Reads an address; anything but a server over TLS is none.
    static func address(_ text: String) -> URL? {
        guard let url = URL(string: text), url.scheme == "https", url.host?.isEmpty == false else { return nil }
        let bare = url.path.isEmpty || url.path == "/"
        return bare && url.query == nil && url.fragment == nil && url.user == nil ? url : nil
    }
}
