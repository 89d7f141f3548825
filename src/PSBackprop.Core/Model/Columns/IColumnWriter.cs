namespace PSBackprop;

/// <summary>Takes what a file says of a column, member by member.</summary>
internal interface IColumnWriter
{
    void Number(string member, double value);

    void Numbers(string member, IEnumerable<double> values);

    void Text(string member, string value);

    void Texts(string member, IEnumerable<string> values);

    /// <summary>A value of an enumeration, by its name.</summary>
    void Name<TEnum>(string member, TEnum value)
        where TEnum : struct, Enum;
}

/// <summary>Gives what a file says of a column, member by member.</summary>
internal interface IColumnReader
{
    /// <summary>The most units that the column can have.</summary>
    int MostUnits { get; }

    bool Has(string member);

    /// <exception cref="BackpropException">There is no such member, or it is not a finite number.</exception>
    double Number(string member);

    /// <exception cref="BackpropException">There is no such member, or it is not a list of finite numbers.</exception>
    double[] Numbers(string member);

    /// <exception cref="BackpropException">There is no such member, or it is not a whole number in the range.</exception>
    int Integer(string member, int least, int most);

    /// <exception cref="BackpropException">There is no such member, or it is not a text.</exception>
    string Text(string member);

    /// <summary>How many items a list has, before any of them is read.</summary>
    /// <exception cref="BackpropException">There is no such member, or it is not a list.</exception>
    int Count(string member);

    /// <exception cref="BackpropException">There is no such member, or it is not a list of texts.</exception>
    string[] Texts(string member);

    /// <exception cref="BackpropException">There is no such member, or it is not a name of the enumeration.</exception>
    TEnum Name<TEnum>(string member)
        where TEnum : struct, Enum;

    /// <summary>What is wrong with a member, as it goes on after its name.</summary>
    BackpropException Fault(string member, string what);
}
