// The field app's files, served to the page out of the bundle under a scheme of the app's own.
import Foundation
import UniformTypeIdentifiers
import WebKit

/// Serves the built field app. The host is `localhost`, which makes the page's origin one that is to be trusted.
final class AppScheme: NSObject, WKURLSchemeHandler {
    static let scheme = "doorstep"
    static let host = "localhost"
    /// Where the app begins.
    static let start = URL(string: "\(scheme)://\(host)/")!

    /// As the server says it with every file. Calls to the server go by the bridge: the page itself connects to nobody.
    static let policy = [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ].joined(separator: "; ")

    private let folder: URL

    init(folder: URL) {
        self.folder = folder
    }

    /// Tells whether an origin is the one of the app's pages.
    static func isOurs(_ origin: WKSecurityOrigin) -> Bool {
        origin.protocol == scheme && origin.host == host
    }

    /// Tells whether an address is one of the app's pages.
    static func isOurs(_ url: URL) -> Bool {
        url.scheme == scheme && url.host == host
    }

    /// The file of an address; a path without a file's ending is a place within the app. None when it is nowhere.
    static func file(for url: URL, in folder: URL) -> URL? {
        let parts = url.path.split(separator: "/").map(String.init)
        guard isOurs(url), !parts.contains(where: { $0.hasPrefix(".") || $0.contains("\\") || $0.contains("\0") }) else {
            return nil
        }
        let isPlace = parts.last.map { !$0.contains(".") } ?? true
        return isPlace ? folder.appendingPathComponent("index.html") : parts.reduce(folder) { $0.appendingPathComponent($1) }
    }

    func webView(_ webView: WKWebView, start task: WKURLSchemeTask) {
        guard let url = task.request.url else { return task.didFailWithError(URLError(.badURL)) }
        let found = Self.file(for: url, in: folder).flatMap { file in
            (try? Data(contentsOf: file, options: .mappedIfSafe)).map { (file, $0) }
        }
        let (status, kind, body) = found.map { (200, Self.kind(of: $0.0), $0.1) } ?? (404, "text/plain", Data())
        let headers = [
            "Content-Type": kind,
            "Content-Length": String(body.count),
            "Content-Security-Policy": Self.policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        ]
        guard let answer = HTTPURLResponse(url: url, statusCode: status, httpVersion: "HTTP/1.1", headerFields: headers) else {
            return task.didFailWithError(URLError(.cannotParseResponse))
        }
        task.didReceive(answer)
        task.didReceive(body)
        task.didFinish()
    }

    func webView(_ webView: WKWebView, stop task: WKURLSchemeTask) {
        // Everything is answered before `start` returns.
    }

    static func kind(of file: URL) -> String {
        switch file.pathExtension {
        case "html": return "text/html; charset=utf-8"
        case "js": return "text/javascript; charset=utf-8"
        case "css": return "text/css; charset=utf-8"
        case "wasm": return "application/wasm"
        case "webmanifest": return "application/manifest+json"
        default: return UTType(filenameExtension: file.pathExtension)?.preferredMIMEType ?? "application/octet-stream"
        }
    }
}
