// The web view with the field app, which goes nowhere else.
import SwiftUI
import WebKit

/// Shows the app's pages.
struct Pages: UIViewRepresentable {
    let home: Home

    func makeCoordinator() -> PageRules {
        PageRules(bridge: home.bridge)
    }

    func makeUIView(context: Context) -> SecretView {
        let page = WKWebView(frame: .zero, configuration: Self.configuration(for: home.bridge))
        page.navigationDelegate = context.coordinator
        page.uiDelegate = context.coordinator
        page.scrollView.contentInsetAdjustmentBehavior = .never
        page.allowsLinkPreview = false
        page.allowsBackForwardNavigationGestures = true
        #if DEBUG
        if #available(iOS 16.4, *) { page.isInspectable = true }
        #endif
        home.bridge.answers(to: page)
        page.load(URLRequest(url: AppScheme.start))
        return SecretView(holding: page)
    }

    func updateUIView(_ view: SecretView, context: Context) {}

    private static func configuration(for bridge: Bridge) -> WKWebViewConfiguration {
        let configuration = WKWebViewConfiguration()
        // Nothing that a page would keep by itself stays: what is to be kept is in the core.
        configuration.websiteDataStore = .nonPersistent()
        configuration.allowsInlineMediaPlayback = true
        configuration.dataDetectorTypes = []
        configuration.limitsNavigationsToAppBoundDomains = false
        let folder = Bundle.main.bundleURL.appendingPathComponent("field", isDirectory: true)
        configuration.setURLSchemeHandler(AppScheme(folder: folder), forURLScheme: AppScheme.scheme)
        let script = Bundle.main.url(forResource: "shell", withExtension: "js").flatMap { try? String(contentsOf: $0, encoding: .utf8) }
        let wire = WKUserScript(source: script ?? "", injectionTime: .atDocumentStart, forMainFrameOnly: true)
        configuration.userContentController.addUserScript(wire)
        configuration.userContentController.add(bridge, name: Bridge.name)
        return configuration
    }
}

/// Where the page may go, and what it may use.
final class PageRules: NSObject, WKNavigationDelegate, WKUIDelegate {
    /// What the system opens for the page: calls and messages.
    private static let outside: Set<String> = ["tel", "sms"]

    private let bridge: Bridge

    init(bridge: Bridge) {
        self.bridge = bridge
    }

    func webView(
        _ webView: WKWebView,
        decidePolicyFor action: WKNavigationAction,
        decisionHandler decide: @escaping (WKNavigationActionPolicy) -> Void
    ) {
        guard let url = action.request.url else { return decide(.cancel) }
        if AppScheme.isOurs(url) { return decide(.allow) }
        if let scheme = url.scheme, Self.outside.contains(scheme), action.navigationType == .linkActivated {
            UIApplication.shared.open(url)
        }
        decide(.cancel)
    }

    func webView(_ webView: WKWebView, didFinish navigation: WKNavigation!) {
        bridge.pageIsThere()
    }

    func webViewWebContentProcessDidTerminate(_ webView: WKWebView) {
        // The system took its memory. Every answer is kept: the page opens where it was.
        webView.reload()
    }

    func webView(
        _ webView: WKWebView,
        requestMediaCapturePermissionFor origin: WKSecurityOrigin,
        initiatedByFrame frame: WKFrameInfo,
        type: WKMediaCaptureType,
        decisionHandler decide: @escaping (WKPermissionDecision) -> Void
    ) {
        let isOurs = frame.isMainFrame && AppScheme.isOurs(origin)
        // The system has asked for the camera already; nothing records sound.
        decide(isOurs && type == .camera ? .grant : .deny)
    }
}
