using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.Transport.Tls;

/// <summary>The names in a client certificate that may be a user's.</summary>
/// <param name="CommonNames">Common names of the subject.</param>
/// <param name="Emails"><c>rfc822Name</c> among the alternative names (RFC 5280 §4.2.1.6).</param>
/// <param name="PrincipalNames">User principal names among the alternative names (<c>otherName</c> 1.3.6.1.4.1.311.20.2.3).</param>
public sealed record ClientCertificateNames(IReadOnlyList<string> CommonNames, IReadOnlyList<string> Emails, IReadOnlyList<string> PrincipalNames)
{
    private const string CommonNameOid = "2.5.4.3";
    private const string AlternativeNamesOid = "2.5.29.17";
    private const string PrincipalNameOid = "1.3.6.1.4.1.311.20.2.3";

    private static readonly Asn1Tag _otherName = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag _email = new(TagClass.ContextSpecific, 1);

    /// <summary>Reads <paramref name="certificate"/>. A part that cannot be read counts as absent.</summary>
    public static ClientCertificateNames Of(X509Certificate2 certificate)
    {
        List<string> common = [];
        List<string> emails = [];
        List<string> principals = [];
        try
        {
            foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
            {
                if (!part.HasMultipleElements && part.GetSingleElementType().Value == CommonNameOid && part.GetSingleElementValue() is { } name)
                {
                    common.Add(name);
                }
            }

            ReadAlternativeNames(certificate, emails, principals);
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException)
        {
            return new ClientCertificateNames([], [], []);
        }

        return new ClientCertificateNames(common, emails, principals);
    }

    private static void ReadAlternativeNames(X509Certificate2 certificate, List<string> emails, List<string> principals)
    {
        if (certificate.Extensions[AlternativeNamesOid] is not { } extension)
        {
            return;
        }

        var content = new AsnReader(extension.RawData, AsnEncodingRules.DER);
        var names = content.ReadSequence();
        content.ThrowIfNotEmpty();
        while (names.HasData)
        {
            var tag = names.PeekTag();
            if (tag.HasSameClassAndValue(_email))
            {
                emails.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, _email));
            }
            else if (tag.HasSameClassAndValue(_otherName))
            {
                var other = names.ReadSequence(_otherName);
                if (other.ReadObjectIdentifier() == PrincipalNameOid)
                {
                    var value = other.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));
                    principals.Add(value.ReadCharacterString(UniversalTagNumber.UTF8String));
                }
            }
            else
            {
                names.ReadEncodedValue();
            }
        }
    }
}
