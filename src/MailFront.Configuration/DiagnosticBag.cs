namespace MailFront.Configuration;

/// <summary>Collects findings; the same one is kept once, though several services read the same option.</summary>
internal sealed class DiagnosticBag
{
    private readonly HashSet<Diagnostic> _seen = [];
    private readonly List<Diagnostic> _inOrder = [];

    /// <summary>What was found, in the order in which it was found.</summary>
    public IReadOnlyList<Diagnostic> All => _inOrder;

    /// <summary>Whether a finding forbids starting.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a finding that needs nothing done.</summary>
    public void Note(SourcePlace place, string? option, string message, string? instead = null) =>
        Add(new Diagnostic(DiagnosticSeverity.Note, place.File, place.Line, option, message, instead));

    /// <summary>Adds a finding that an operator should look at.</summary>
    public void Warning(SourcePlace place, string? option, string message, string? instead = null) =>
        Add(new Diagnostic(DiagnosticSeverity.Warning, place.File, place.Line, option, message, instead));

    /// <summary>Adds a finding that forbids starting.</summary>
    public void Error(SourcePlace place, string? option, string message, string? instead = null) =>
        Add(new Diagnostic(DiagnosticSeverity.Error, place.File, place.Line, option, message, instead));

    /// <summary>Adds a finding made elsewhere.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (_seen.Add(diagnostic))
        {
            _inOrder.Add(diagnostic);
            HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        }
    }
}
