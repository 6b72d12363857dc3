using System.Buffers;
using System.Security.Cryptography;
using MailFront.Defence.Decisions;
using Microsoft.Extensions.Logging;

namespace MailFront.Decisions;

/// <summary>
/// Writes what the defence decides, one line of JSON each, in the order of the decisions. Whoever decides leaves a value in an array and goes on; a
/// thread of its own swaps that array for an empty one and writes. When the disk is slower than the decisions, records are dropped and counted.
/// </summary>
internal sealed class DecisionLog : IDecisionSink, IDisposable
{
    // Options are rare and everything after hangs on them: places that only they may take.
    private const int ReservedForOptions = 8;

    private const int RunBytes = 8;
    private const int BytesPerWrite = 65_536;

    // A wake-up for each record would cost more than the record.
    private static readonly TimeSpan _batchTime = TimeSpan.FromMilliseconds(50);

    // Long enough to write out a full array to a healthy disk, short enough not to hold a shutdown.
    private static readonly TimeSpan _drainTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _complainEvery = TimeSpan.FromMinutes(1);

    private readonly DecisionLogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RunBytes));
    private readonly DecisionFile _file;
    private readonly ArrayBufferWriter<byte> _lines = new(2 * BytesPerWrite);
    private readonly DecisionLineWriter _writer;
    private readonly ManualResetEventSlim _work = new();
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _thread;

    // Guarded by the gate.
    private DecisionRecord[] _filling;
    private int _count;
    private long _number;
    private long _droppedFull;

    // The writing thread's.
    private DecisionRecord[] _spare;
    private DecisionRecord _inForce;
    private long _unwritten;
    private long _written;
    private long? _complainedAt;
    private int _reopen;

    /// <summary>Starts the writing thread, which opens the file.</summary>
    public DecisionLog(DecisionLogOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _filling = new DecisionRecord[options.Capacity];
        _spare = new DecisionRecord[options.Capacity];
        _file = new DecisionFile(options.Path);
        _writer = new DecisionLineWriter(_lines, options.Names);
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "decision log" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public Lock Gate { get; } = new();

    /// <summary>The log in numbers.</summary>
    public DecisionLogCounters Counters => new(Interlocked.Read(ref _written), Interlocked.Read(ref _droppedFull), Interlocked.Read(ref _unwritten));

    /// <inheritdoc/>
    public void Record(in DecisionRecord record)
    {
        _number++;
        var room = record.Kind == DecisionKind.Options ? _filling.Length : _filling.Length - ReservedForOptions;
        if (_count >= room)
        {
            _droppedFull++;
            return;
        }

        var isEvidence = record.Kind is not (DecisionKind.Verdict or DecisionKind.Options);
        _filling[_count++] = record with { Number = _number, At = isEvidence ? record.At : _time.GetElapsedTime(0) };
        if (_count == 1)
        {
            _work.Set();
        }
    }

    /// <summary>Asks the writing thread to open the file anew, after logrotate moved it.</summary>
    public void Reopen()
    {
        Volatile.Write(ref _reopen, 1);
        _work.Set();
    }

    /// <summary>Writes out what waits, for two seconds at most.</summary>
    public void Dispose()
    {
        _stopping.Set();
        _work.Set();
        if (_thread.Join(_drainTime))
        {
            _work.Dispose();
            _stopping.Dispose();
            _writer.Dispose();
            _file.Dispose();
        }
    }

    // A thread of its own on purpose: the disk may block in the kernel, and only this thread may wait for it.
    private void WriteAll()
    {
        var isLast = false;
        while (!isLast)
        {
            _work.Wait();
            _work.Reset();
            isLast = _stopping.Wait(_batchTime);
            if (Interlocked.Exchange(ref _reopen, 0) == 1)
            {
                _file.Close();
            }

            WriteBatch();
        }
    }

    private void WriteBatch()
    {
        var batch = _filling;
        int count;
        lock (Gate)
        {
            count = _count;
            if (count == 0)
            {
                return;
            }

            batch = _filling;
            _filling = _spare;
            _count = 0;
        }

        WriteLines(batch.AsSpan(0, count));
        batch.AsSpan(0, count).Clear();
        _spare = batch;
    }

    private void WriteLines(ReadOnlySpan<DecisionRecord> records)
    {
        while (records.Length > 0)
        {
            var isOpen = _file.TryOpen(out var isNew, out var why);
            if (isOpen && isNew)
            {
                BeginFile(records[0].Number);
            }

            var count = 0;
            while (count < records.Length && _lines.WrittenCount < BytesPerWrite)
            {
                ref readonly var record = ref records[count++];
                _inForce = record.Kind == DecisionKind.Options ? record : _inForce;
                _writer.Write(record);
            }

            Count(isOpen && _file.TryWrite(_lines.WrittenSpan, out why), count, why, isNew);
            _lines.ResetWrittenCount();
            records = records[count..];
        }
    }

    private void Count(bool isWritten, int count, string? why, bool isNew)
    {
        Interlocked.Add(ref (isWritten ? ref _written : ref _unwritten), count);
        if (isWritten)
        {
            return;
        }

        if (isNew)
        {
            // Its head is lost: the next try begins anew.
            _file.Close();
        }

        var now = _time.GetTimestamp();
        if (_complainedAt is not { } before || _time.GetElapsedTime(before, now) >= _complainEvery)
        {
            _complainedAt = now;
            Log.CannotWrite(_logger, _options.Path, why ?? string.Empty, _unwritten);
        }
    }

    private void BeginFile(long next)
    {
        _writer.Write(new DecisionLogHeader
        {
            Run = _run,
            Next = next,
            At = _time.GetElapsedTime(0),
            Wall = _time.GetUtcNow(),
            EvidenceKey = _options.EvidenceKey,
            Evidence = _options.Evidence,
            Capacity = _options.Connections,
            HasMore = _options.HasMore,
            HasHashedUsers = _options.Names is not null,
        });
        if (_inForce.Options is not null)
        {
            _writer.Write(_inForce with { Number = 0 });
        }
    }
}
