using PSBackprop.Numerics;

namespace PSBackprop.Core.Tests;

/// <summary>Shared work is done once and whole, whoever is busy, asleep or failing.</summary>
public sealed class WorkerTeamTests
{
    [Fact]
    public void Every_part_is_done_once_whether_the_team_is_awake_or_asleep()
    {
        var team = WorkerTeam.Of(2);
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
        var team = WorkerTeam.Of(2);
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
        var team = WorkerTeam.Of(2);
        if (team.Size > 1)
        {
            Assert.Throws<InvalidOperationException>(() => team.Run(new Failing()));
        }

        var work = new Counting();
        team.Run(work);
        Assert.Equal(1, work.Whole);
    }

    // Counts a piece as whole when its last part is done; parts beyond the number are wrong.
    private sealed class Counting : TeamWork
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

    private sealed class Failing : TeamWork
    {
        public override void Execute(int part, int parts) => throw new InvalidDataException("no");
    }
}
