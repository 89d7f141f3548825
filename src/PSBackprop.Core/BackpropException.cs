namespace PSBackprop;

/// <summary>The kinds of fault; each has the name of the PowerShell error category that it becomes.</summary>
public enum FaultCategory
{
    /// <summary>An argument cannot be used.</summary>
    InvalidArgument,

    /// <summary>Data or a file's content cannot be used.</summary>
    InvalidData,

    /// <summary>The object is not in a state for this.</summary>
    InvalidOperation,

    /// <summary>What a call came to cannot be used, as with a diverged training.</summary>
    InvalidResult,

    /// <summary>Something named does not exist.</summary>
    ObjectNotFound,

    /// <summary>Something is in use.</summary>
    ResourceBusy,

    /// <summary>There is too little of something, such as memory.</summary>
    ResourceUnavailable,

    /// <summary>Something exists already.</summary>
    ResourceExists,

    /// <summary>A file cannot be read.</summary>
    ReadError,

    /// <summary>A file cannot be written.</summary>
    WriteError,
}

/// <summary>A fault that a user can do something about: an identifier, a sentence that says what to do, and the object at fault.</summary>
public sealed class BackpropException : Exception
{
    internal BackpropException(string id, FaultCategory category, object? target, string message, Exception? innerException = null)
        : base(PrintableText.Of(message), innerException)
    {
        Id = id;
        Category = category;
        TargetObject = target;
    }

    /// <summary>The constant identifier of the place that found the fault.</summary>
    public string Id { get; }

    /// <summary>The kind of fault.</summary>
    public FaultCategory Category { get; }

    /// <summary>The object at fault, if there is one.</summary>
    public object? TargetObject { get; }
}
