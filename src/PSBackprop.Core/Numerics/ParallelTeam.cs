using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace PSBackprop.Numerics;

/// <summary>Work that a team shares in as many parts as it has workers.</summary>
internal abstract class ParallelWork
{
    /// <summary>Does one part.</summary>
    /// <param name="part">The part, from 0.</param>
    /// <param name="parts">How many there are.</param>
    public abstract void Execute(int part, int parts);
}

/// <summary>
/// A few threads that share short tasks. Between tasks they wait by spinning for a moment and by blocking
/// from then on, so that a task costs less than a microsecond to hand out during a training and an idle team
/// costs nothing. Whoever is free takes the next part: a thread that the system keeps from running delays no one.
/// One that it stops in the midst of a part does, and where other programs use the processors that happens at each
/// of their turns: a caller that has waited in vain works alone for as long, and for twice as long if it soon
/// happens again.
/// </summary>
internal sealed class ParallelTeam
{
    private static readonly ConcurrentDictionary<int, ParallelTeam> s_teams = new();
    private static readonly long s_patience = Stopwatch.Frequency / 5000;

    // Longer than the last of equal parts takes to end behind the first, shorter than another program's turn on a processor.
    private static readonly long s_lateness = Stopwatch.Frequency / 2000;
    private static readonly long s_longestRest = Stopwatch.Frequency / 5;

    private readonly object _lock = new();
    private readonly int _size;
    private ParallelWork? _work;
    private int _busy;
    private int _started;
    private int _sleeping;
    private int _done;

    // The number of the task in the upper half, the parts taken from it in the lower, so that a thread that
    // comes late cannot take a part of the next task for one of its own.
    private long _taken;
    private volatile Exception? _fault;

    // Until when the caller works alone, and for how long that was meant; the task's owner alone reads and writes them.
    private long _restEnd;
    private long _rest;

    private ParallelTeam(int size)
    {
        _size = size;
        _taken = size;
    }

    /// <summary>One thread: no team at all.</summary>
    public static ParallelTeam Single { get; } = new(1);

    /// <summary>How many threads there are, the caller's included.</summary>
    public int Size => _size;

    /// <summary>The process's team of up to so many threads, no more than there are processors.</summary>
    public static ParallelTeam Of(int threads)
    {
        int size = Math.Clamp(threads, 1, Environment.ProcessorCount);
        return size == 1 ? Single : s_teams.GetOrAdd(size, static size => new ParallelTeam(size));
    }

    /// <summary>Does the work with all threads, or with the caller's alone while others use the team.</summary>
    public void Run(ParallelWork work)
    {
        if (_size == 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            work.Execute(0, 1);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        if (start < _restEnd)
        {
            Volatile.Write(ref _busy, 0);
            work.Execute(0, 1);
            return;
        }

        Start();
        _work = work;
        Volatile.Write(ref _done, 0);
        long task = unchecked((int)((_taken >> 32) + 1));
        Interlocked.Exchange(ref _taken, task << 32);
        if (Volatile.Read(ref _sleeping) > 0)
        {
            lock (_lock)
            {
                Monitor.PulseAll(_lock);
            }
        }

        TakeParts(task);
        long own = Stopwatch.GetTimestamp();
        var wait = default(SpinWait);
        while (Volatile.Read(ref _done) != _size)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        RestIfLate(start, own, Stopwatch.GetTimestamp());

        // Taken before the team is free: the next caller's fault would lie in the same place.
        Exception? fault = Interlocked.Exchange(ref _fault, null);
        _work = null;
        Volatile.Write(ref _busy, 0);
        if (fault is not null)
        {
            // As it would have come from the caller's own thread: which of the two does a part is chance.
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private void RestIfLate(long start, long own, long end)
    {
        long waited = end - own;
        if (waited < s_lateness || waited < 2 * (own - start))
        {
            return;
        }

        bool again = start - _restEnd < _rest;
        _rest = Math.Min(again ? 2 * _rest : waited, s_longestRest);
        _restEnd = end + _rest;
    }

    // Until its last part has been done a task stays the one under way, so what is taken here is its own.
    private void TakeParts(long task)
    {
        while (true)
        {
            long taken = Volatile.Read(ref _taken);
            int part = (int)taken;
            if (taken >> 32 != task || part >= _size)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _taken, taken + 1, taken) != taken)
            {
                continue;
            }

            try
            {
                _work!.Execute(part, _size);
            }
            catch (Exception exception)
            {
                _fault = exception;
            }

            Interlocked.Increment(ref _done);
        }
    }

    // The threads are made at the first task, and live as long as the process.
    private void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            return;
        }

        for (int worker = 1; worker < _size; worker++)
        {
            new Thread(Live) { IsBackground = true, Name = $"PSBackprop worker {worker}" }.Start();
        }
    }

    private void Live()
    {
        long task = 0;
        while (true)
        {
            task = WaitForTask(task);
            TakeParts(task);
        }
    }

    private long WaitForTask(long last)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < s_patience)
        {
            for (int i = 0; i < 20; i++)
            {
                if (Volatile.Read(ref _taken) >> 32 != last)
                {
                    return Volatile.Read(ref _taken) >> 32;
                }

                Thread.SpinWait(4);
            }
        }

        lock (_lock)
        {
            Interlocked.Increment(ref _sleeping);
            while (Volatile.Read(ref _taken) >> 32 == last)
            {
                Monitor.Wait(_lock);
            }

            Interlocked.Decrement(ref _sleeping);
            return Volatile.Read(ref _taken) >> 32;
        }
    }
}
