namespace MailFront.EndToEndTests.Product;

/// <summary>Tests that share one MailFront before Cyrus.</summary>
[CollectionDefinition(Name)]
public sealed class CyrusSessions : ICollectionFixture<CyrusFront>
{
    public const string Name = "Sessions before Cyrus";
}
