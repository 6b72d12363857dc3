using System.Net;

namespace MailFront.Defence.Lists;

/// <summary>What others say of addresses. Never waits: what is not known is asked for elsewhere and known to a later call.</summary>
public interface IListedSources
{
    /// <summary>Whether a list names <paramref name="source"/>, as far as is known now.</summary>
    bool IsListed(IPAddress source);
}
