using System.Collections.Concurrent;

namespace PSBackprop.Numerics;

/// <summary>Work that a team shares: each member does its part.</summary>
internal abstract class TeamWork
{
    /// <summary>Does one member's part.</summary>
    /// <param name="member">The member, from 0.</param>
    /// <param name="members">How many take part.</param>
    public abstract void Execute(int member, int members);
}

/// <summary>
/// A few threads that share short pieces of work. Between pieces they wait by spinning for a moment and by blocking
/// from then on, so that a piece costs about a microsecond to hand out in the midst of a training and an idle team
/// costs nothing.
/// </summary>
internal sealed class WorkerTeam
{
    private const int SpinsBeforeSleep = 4000;

    private static readonly ConcurrentDictionary<int, WorkerTeam> s_teams = new();

    private readonly object _lock = new();
    private readonly int _size;
    private TeamWork? _work;
    private int _busy;
    private int _started;
    private int _piece;
    private int _remaining;
    private int _sleeping;
    private volatile Exception? _fault;

    private WorkerTeam(int size) => _size = size;

    /// <summary>One thread: no team at all.</summary>
    public static WorkerTeam Single { get; } = new(1);

    /// <summary>The process's team of up to so many threads, no more than there are processors.</summary>
    public static WorkerTeam Of(int threads)
    {
        int size = Math.Clamp(threads, 1, Environment.ProcessorCount);
        return size == 1 ? Single : s_teams.GetOrAdd(size, static size => new WorkerTeam(size));
    }

    /// <summary>How many threads there are, the caller's included.</summary>
    public int Size => _size;

    /// <summary>Does the work with all threads, or with the caller's alone while others use the team.</summary>
    public void Run(TeamWork work)
    {
        if (_size == 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            work.Execute(0, 1);
            return;
        }

        Start();
        _work = work;
        _remaining = _size - 1;
        Interlocked.Increment(ref _piece);
        if (Volatile.Read(ref _sleeping) > 0)
        {
            lock (_lock)
            {
                Monitor.PulseAll(_lock);
            }
        }

        try
        {
            work.Execute(0, _size);
        }
        finally
        {
            var wait = default(SpinWait);
            while (Volatile.Read(ref _remaining) != 0)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            _work = null;
            Volatile.Write(ref _busy, 0);
        }

        if (Interlocked.Exchange(ref _fault, null) is { } fault)
        {
            throw new InvalidOperationException("A worker failed.", fault);
        }
    }

    // The threads are made at the first piece of work, and live as long as the process.
    private void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            return;
        }

        for (int member = 1; member < _size; member++)
        {
            int own = member;
            new Thread(() => Live(own)) { IsBackground = true, Name = $"PSBackprop worker {own}" }.Start();
        }
    }

    private void Live(int member)
    {
        int done = 0;
        while (true)
        {
            done = WaitForPiece(done);
            try
            {
                _work!.Execute(member, _size);
            }
            catch (Exception exception)
            {
                _fault = exception;
            }

            Interlocked.Decrement(ref _remaining);
        }
    }

    private int WaitForPiece(int done)
    {
        for (int i = 0; i < SpinsBeforeSleep; i++)
        {
            if (Volatile.Read(ref _piece) != done)
            {
                return done + 1;
            }

            Thread.SpinWait(8);
        }

        lock (_lock)
        {
            Interlocked.Increment(ref _sleeping);
            while (Volatile.Read(ref _piece) == done)
            {
                Monitor.Wait(_lock);
            }

            Interlocked.Decrement(ref _sleeping);
        }

        return done + 1;
    }
}
