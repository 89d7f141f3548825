namespace PSBackprop;

/// <summary>Turns a lack of memory into a fault that says how much was wanted and what to make smaller.</summary>
internal static class MemoryGuard
{
    /// <param name="purpose">What the memory is for, as it goes on from "to".</param>
    /// <param name="bytes">About how much it takes.</param>
    /// <param name="remedy">A sentence about what to make smaller.</param>
    /// <param name="action">What takes it.</param>
    /// <exception cref="BackpropException">There is too little memory.</exception>
    public static T Run<T>(string purpose, double bytes, string remedy, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (OutOfMemoryException exception)
        {
            throw Errors.OutOfMemory(purpose, bytes, remedy, exception);
        }
    }
}
