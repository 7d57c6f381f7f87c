// The way to the server over URLSession, with bounds on time and size and no memory of its own.
import DoorstepCore
import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Carries calls to one server. It blocks the thread that calls, as the core wants it.
///
/// Nothing is cached, no cookies are kept, and redirects are handed over as they come.
public final class SessionTransport: Transport {
    private let server: URL
    private let mostBytes: Int
    private let total: TimeInterval
    private let calls = Calls()
    private let session: URLSession

    /// Names the server, as in `https://doorstep.example`.
    ///
    /// `silence` is after how many seconds without a byte a call is given up, `total` after how many in all; a longer
    /// answer than `mostBytes` is given up too.
    public init(
        server: URL,
        silence: TimeInterval = 30,
        total: TimeInterval = 180,
        mostBytes: Int = 64 * 1024 * 1024
    ) {
        self.server = server
        self.mostBytes = mostBytes
        self.total = total
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = silence
        configuration.timeoutIntervalForResource = total
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCredentialStorage = nil
        #if !canImport(FoundationNetworking)
        configuration.tlsMinimumSupportedProtocolVersion = .TLSv12
        #endif
        session = URLSession(configuration: configuration, delegate: calls, delegateQueue: nil)
    }

    deinit {
        session.finishTasksAndInvalidate()
    }

    public func carry(call: Call) throws -> Reply {
        guard let url = Self.address(of: call.path, at: server) else {
            throw PortError.Failed(reason: "\(call.path) is no path")
        }
        var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalAndRemoteCacheData)
        request.httpMethod = call.method
        for header in call.headers {
            request.setValue(header.value, forHTTPHeaderField: header.name)
        }
        if !call.body.isEmpty {
            request.httpBody = call.body
        }
        let task = session.dataTask(with: request)
        let carried = calls.begin(task, most: mostBytes)
        defer { calls.end(task) }
        task.resume()
        // The session keeps the time itself; this is for one that never says anything.
        guard carried.isDone(within: total + 5) else {
            task.cancel()
            throw PortError.Failed(reason: "no word from the system")
        }
        return try carried.reply()
    }

    /// The address of a path on the server; a path never leads to another one.
    static func address(of path: String, at server: URL) -> URL? {
        guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
        guard let url = URL(string: path, relativeTo: server)?.absoluteURL else { return nil }
        let same = url.scheme == server.scheme && url.host == server.host && url.port == server.port
        return same ? url : nil
    }
}

/// The calls on their way, and what the session says of each.
private final class Calls: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let lock = NSLock()
    private var all: [Int: Carried] = [:]

    func begin(_ task: URLSessionTask, most: Int) -> Carried {
        let carried = Carried(most: most)
        lock.withLock { all[task.taskIdentifier] = carried }
        return carried
    }

    func end(_ task: URLSessionTask) {
        lock.withLock { all[task.taskIdentifier] = nil }
    }

    private func find(_ task: URLSessionTask) -> Carried? {
        lock.withLock { all[task.taskIdentifier] }
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        find(dataTask)?.answered(response as? HTTPURLResponse)
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        if find(dataTask)?.takes(data) != true {
            dataTask.cancel()
        }
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {
        find(task)?.ended(error)
    }
}

/// One call on its way: what came of it, for the thread that waits.
private final class Carried: @unchecked Sendable {
    private let most: Int
    private let done = DispatchSemaphore(value: 0)
    // Written on the session's own queue until `done` is signalled, read after that.
    private var body = Data()
    private var answer: HTTPURLResponse?
    private var failure: String?

    init(most: Int) {
        self.most = most
    }

    func answered(_ answer: HTTPURLResponse?) {
        self.answer = answer
    }

    /// Takes a part of the body; false when that is too much.
    func takes(_ part: Data) -> Bool {
        guard body.count + part.count <= most else {
            failure = "the answer has more than \(most) bytes"
            return false
        }
        body.append(part)
        return true
    }

    func ended(_ error: Error?) {
        failure = failure ?? error?.localizedDescription
        done.signal()
    }

    func isDone(within seconds: TimeInterval) -> Bool {
        done.wait(timeout: .now() + seconds) == .success
    }

    func reply() throws -> Reply {
        if let failure {
            throw PortError.Failed(reason: failure)
        }
        guard let answer, let status = UInt16(exactly: answer.statusCode) else {
            throw PortError.Failed(reason: "no answer of HTTP")
        }
        return Reply(status: status, headers: headers(of: answer), body: body)
    }

    /// The headers; without the coding where the system has undone it, which it does not say.
    private func headers(of answer: HTTPURLResponse) -> [Header] {
        answer.allHeaderFields.compactMap { name, value in
            guard let name = name as? String, let value = value as? String else { return nil }
            if name.lowercased() == "content-encoding", !isStillCoded(value) { return nil }
            return Header(name: name, value: value)
        }
    }

    private func isStillCoded(_ coding: String) -> Bool {
        switch coding.lowercased() {
        case "zstd": return body.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
        case "gzip": return body.starts(with: [0x1F, 0x8B])
        default: return false
        }
    }
}
