using System.Runtime.ExceptionServices;

namespace PSBackprop.Evaluations;

/// <summary>Runs independent pieces of work on several threads; the first fault of any is thrown as it is.</summary>
internal static class Concurrently
{
    public static void Run(int count, int throttleLimit, Action<int, CancellationToken> work, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.For(
                0,
                count,
                new ParallelOptions { MaxDegreeOfParallelism = throttleLimit, CancellationToken = cancellationToken },
                i => work(i, cancellationToken));
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }
}
