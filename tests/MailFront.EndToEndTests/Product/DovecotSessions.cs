namespace MailFront.EndToEndTests.Product;

/// <summary>Tests that share one MailFront before Dovecot.</summary>
[CollectionDefinition(Name)]
public sealed class DovecotSessions : ICollectionFixture<DovecotFront>
{
    public const string Name = "Sessions before Dovecot";
}
