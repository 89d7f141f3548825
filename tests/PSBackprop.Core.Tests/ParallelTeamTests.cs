using PSBackprop.Numerics;

namespace PSBackprop.Core.Tests;

/// <summary>Shared work is done once and whole, whoever is busy, asleep or failing.</summary>
public sealed class ParallelTeamTests
{
    [Fact]
    public void Every_part_is_done_once_whether_the_team_is_awake_or_asleep()
    {
        var team = ParallelTeam.Of(2);
        var work = new Counting();
        for (int i = 0; i < 20_000; i++)
        {
            team.Run(work);
            if (i % 4000 == 0)
            {
                Thread.Sleep(5);
            }
        }

        Assert.Equal(20_000, work.Whole);
        Assert.Equal(0, work.Wrong);
    }

    [Fact]
    public void Many_callers_share_one_team()
    {
        var team = ParallelTeam.Of(2);
        var works = Enumerable.Range(0, 4).Select(_ => new Counting()).ToArray();
        Parallel.ForEach(works, work =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                team.Run(work);
            }
        });
        Assert.All(works, work => Assert.Equal((5_000, 0), (work.Whole, work.Wrong)));
    }

    [Fact]
    public void A_part_that_fails_fails_the_caller_and_leaves_the_team_whole()
    {
        var team = ParallelTeam.Of(2);
        for (int i = 0; i < 1000; i++)
        {
            Assert.Throws<InvalidDataException>(() => team.Run(new Failing()));
        }

        var work = new Counting();
        team.Run(work);
        Assert.Equal(1, work.Whole);
    }

    // A matter of a few instructions: many callers on few processors meet it about once in a million pieces of work.
    [Fact]
    public void One_caller_never_gets_the_fault_of_another()
    {
        var team = ParallelTeam.Of(2);
        var wrong = new int[2];
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, caller =>
        {
            ParallelWork work = caller % 2 == 0 ? new Idle() : new Failing();
            for (int i = 0; i < 300_000; i++)
            {
                bool failed = false;
                try
                {
                    team.Run(work);
                }
                catch (InvalidDataException)
                {
                    failed = true;
                }

                if (failed != (work is Failing))
                {
                    Interlocked.Increment(ref wrong[caller % 2]);
                }
            }
        });
        Assert.Equal([0, 0], wrong);
    }

    // What a worker does whose processor another program has: its part comes late again and again.
    [Fact]
    public void A_caller_that_has_waited_for_a_late_worker_goes_on_alone_and_tries_again_later()
    {
        var team = ParallelTeam.Of(2);
        if (team.Size == 1)
        {
            return;
        }

        var work = new LateWorker(Environment.CurrentManagedThreadId);
        bool Within(int seconds, Func<bool> isSo)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                team.Run(work);
                if (isSo())
                {
                    return true;
                }
            }

            return false;
        }

        Assert.True(Within(20, () => work.LateParts == 1), "The worker never took a part.");
        team.Run(work);
        Assert.Equal(1, work.LastParts);
        Assert.True(Within(20, () => work.LateParts == 2), "The caller never tried again.");

        // The rest after each is at least as long as the wait for it.
        var watch = System.Diagnostics.Stopwatch.StartNew();
        int before = work.LateParts;
        Within(1, () => false);
        Assert.InRange((work.LateParts - before) * LateWorker.Lateness, 0, 0.5 * watch.ElapsedMilliseconds);
    }

    private sealed class LateWorker(int caller) : ParallelWork
    {
        public const int Lateness = 10;

        private int _lateParts;

        public int LateParts => Volatile.Read(ref _lateParts);

        public int LastParts { get; private set; }

        public override void Execute(int part, int parts)
        {
            LastParts = parts;
            if (Environment.CurrentManagedThreadId != caller)
            {
                Thread.Sleep(Lateness);
                Interlocked.Increment(ref _lateParts);
            }
        }
    }

    private sealed class Idle : ParallelWork
    {
        public override void Execute(int part, int parts)
        {
        }
    }

    // Counts a piece as whole when its last part is done; parts beyond the number are wrong.
    private sealed class Counting : ParallelWork
    {
        private int _parts;

        public int Whole { get; private set; }

        public int Wrong { get; private set; }

        public override void Execute(int part, int parts)
        {
            int seen = Interlocked.Increment(ref _parts);
            if (part < 0 || part >= parts || seen > parts)
            {
                Wrong++;
            }

            if (seen == parts)
            {
                _parts = 0;
                Whole++;
            }
        }
    }

    private sealed class Failing : ParallelWork
    {
        public override void Execute(int part, int parts) => throw new InvalidDataException("no");
    }
}
