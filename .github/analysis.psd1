@{
    # Pester hands variables from BeforeAll to the tests in a way that this rule does not see.
    ExcludeRules = @('PSUseDeclaredVarsMoreThanAssignments')
}
