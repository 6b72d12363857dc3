namespace MailFront.Backends;

/// <summary>Why a backend connection could not be had.</summary>
/// <param name="Backend">Name of the backend.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Step">In which step.</param>
/// <param name="Detail">Words for the log: the backend's own text, escaped and cut to 128 characters, or the system's error.</param>
/// <param name="ResponseCode">
/// A response code of the backend that the client should see ([IN-USE], [LOGIN-DELAY], [LIMIT] …), without brackets; null otherwise.
/// </param>
public sealed record BackendFailure(string Backend, BackendFailureKind Kind, BackendStep Step, string Detail, string? ResponseCode = null);
