using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MailFront.UnitTests.Architecture;

/// <summary>
/// No session may wait for a thread that waits for something else: what blocks is found in the compiled code, whatever it was called through.
/// Each type that may block says why here.
/// </summary>
public sealed class BlockingCallTests
{
    /// <summary>Types that block, and why no session waits on their thread.</summary>
    private static readonly Dictionary<string, string> _allowed = new()
    {
        ["MailFront.Authentication.Hashing.HashingThreads"] = "threads of its own, with a bounded queue",
        ["MailFront.Authentication.Mechanisms.Gssapi.KerberosThreads"] = "threads of its own, with a bounded queue",
        ["MailFront.Authentication.Mechanisms.Gssapi.KeytabFile"] = "start, and a reload on a thread of its own",
        ["MailFront.Composition.DiskConfigurationSource"] = "start, a reload on a thread of its own, and list files beside the sessions: one thread at most",
        ["MailFront.Composition.MechanismSet"] = "start, and a reload on a thread of its own",
        ["MailFront.Decisions.DecisionLog"] = "a thread of its own, with two bounded arrays",
        ["MailFront.Directory.Commands.DirectoryCommands"] = "the command line",
        ["MailFront.Directory.DirectoryReaderThread"] = "a thread of its own, with a bounded queue",
        ["MailFront.Composition.EvidenceFile"] = "at start, before anybody may connect, and at the stop, when everybody has left",
        ["MailFront.Logging.BoundedLogSink"] = "a thread of its own, with a bounded queue",
        ["MailFront.Logging.SyslogTarget"] = "the log's thread",
        ["MailFront.Serving.FrontDoor"] = "names in listen= at start and reload; one question at a time holds one thread",
        ["MailFront.Serving.ResidentMemory"] = "a line that the kernel writes on the spot, four times a second",
        ["MailFront.Transport.Listening.AcceptTrouble"] = "opens /dev/null, and accepts who is waiting already",
        ["MailFront.Transport.Listening.UnixSocketFile"] = "a listener's socket file, at start and reload",
        ["MailFront.Transport.Managed.SocketTransportStream"] = "sockets that do not block: what is there is taken, what fits is sent",
        ["MailFront.Transport.Outbound.SystemResolver"] = "a thread of its own for each question",
        ["MailFront.Transport.Tls.PemFiles"] = "start, and a reload on a thread of its own",
    };

    /// <summary>Members that block, by declaring type. Those of Dns that seem not to hold a thread of the pool instead.</summary>
    private static readonly Dictionary<Type, string[]> _blocking = new()
    {
        [typeof(Task)] = ["Wait", "WaitAll", "WaitAny", "RunSynchronously"],
        [typeof(Task<>)] = ["get_Result"],
        [typeof(ValueTask<>)] = ["get_Result"],
        [typeof(TaskAwaiter)] = ["GetResult"],
        [typeof(TaskAwaiter<>)] = ["GetResult"],
        [typeof(ValueTaskAwaiter)] = ["GetResult"],
        [typeof(ValueTaskAwaiter<>)] = ["GetResult"],
        [typeof(Thread)] = ["Sleep", "Join"],
        [typeof(Monitor)] = ["Wait"],
        [typeof(WaitHandle)] = ["WaitOne", "WaitAll", "WaitAny"],
        [typeof(ManualResetEventSlim)] = ["Wait"],
        [typeof(SemaphoreSlim)] = ["Wait"],
        [typeof(CountdownEvent)] = ["Wait"],
        [typeof(BlockingCollection<>)] = ["Take", "GetConsumingEnumerable", "Add"],
        [typeof(Dns)] = ["GetHostAddresses", "GetHostEntry", "GetHostAddressesAsync", "GetHostEntryAsync"],
        [typeof(Socket)] = ["Connect", "Send", "SendTo", "Receive", "ReceiveFrom", "Accept"],
        [typeof(File)] = ["ReadAllBytes", "ReadAllText", "ReadAllLines", "ReadLines", "OpenRead", "OpenText", "OpenHandle", "WriteAllText", "WriteAllBytes"],
        [typeof(RandomAccess)] = ["Read", "Write"],
    };

    [Fact]
    public void Nothing_blocks_but_what_has_a_thread_of_its_own()
    {
        var found =
            from caller in Methods()
            let type = Outermost(caller.DeclaringType!)
            where !_allowed.ContainsKey(type)
            from called in Calls.Of(caller)
            where IsBlocking(called) && !IsAwait(caller, called)
            select $"{type}.{caller.Name} calls {called.DeclaringType!.Name}.{called.Name}";

        Findings.AssertNone(found.Distinct().Order());
    }

    [Fact]
    public void Each_exception_is_still_one()
    {
        var blocking = Methods().Where(caller => Calls.Of(caller).Any(called => IsBlocking(called) && !IsAwait(caller, called))).Select(caller => Outermost(caller.DeclaringType!)).ToHashSet();

        Findings.AssertNone(_allowed.Keys.Where(type => !blocking.Contains(type)));
    }

    [Fact]
    public void The_search_finds_what_blocks()
    {
        Assert.Contains(Calls.Of(Method(nameof(Blocks))), IsBlocking);
        Assert.DoesNotContain(Calls.Of(Method(nameof(DoesNotBlock))), IsBlocking);
    }

    private static int Blocks(Task<int> task) => task.Result;

    private static bool DoesNotBlock(Task<int> task) => task.IsCompleted;

    private static MethodInfo Method(string name) => typeof(BlockingCallTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static IEnumerable<MethodBase> Methods() =>
        from room in Repository.Rooms()
        from type in Assembly.Load(room == "MailFront" ? "mailfront" : "MailFront." + room).GetTypes()
        where type.Namespace?.StartsWith("MailFront", StringComparison.Ordinal) == true
        from method in type.GetMembers(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OfType<MethodBase>()
        select method;

    private static bool IsBlocking(MethodBase called) =>
        called.DeclaringType is { } type
        && _blocking.TryGetValue(type.IsGenericType ? type.GetGenericTypeDefinition() : type, out var members)
        && members.Contains(called.Name);

    // What await is compiled to: the result is there by then.
    private static bool IsAwait(MethodBase caller, MethodBase called) =>
        called.Name == "GetResult" && typeof(IAsyncStateMachine).IsAssignableFrom(caller.DeclaringType);

    private static string Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.FullName!;
    }
}
