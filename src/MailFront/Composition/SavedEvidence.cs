namespace MailFront.Composition;

/// <summary>What a former process knew.</summary>
/// <param name="Keys">Under which it means something.</param>
/// <param name="Ago">How long ago it was kept.</param>
/// <param name="Tables">For <c>LoginHistory.TryLoad</c>.</param>
internal sealed record SavedEvidence(EvidenceKeys Keys, TimeSpan Ago, ReadOnlyMemory<byte> Tables);
